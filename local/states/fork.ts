import { Scope } from './scope.ts';
import type { Lane, Visit } from './visit.ts';

/** Runs one of several lines and resolves with its output. */
type Line = (index: number, lane: Lane) => Promise<unknown>;

/**
 * Runs `count` lines side by side, at most `width` at a time, and resolves with their outputs in order. The first one
 * to fail ends all others. Every line has its own trail and its own variables on top of the enclosing ones.
 */
export function runSideBySide(visit: Visit, count: number, width: number, line: Line): Promise<unknown[]> {
  if (count === 0) return Promise.resolve([]);
  const { lane } = visit;
  return lane.scope.suspend(({ resolve, reject }) => {
    const scope = new Scope();
    const outputs: unknown[] = new Array(count);
    let started = 0;
    let ended = 0;
    const start = (previous: number) => {
      const index = started++;
      const own = openLane(lane, scope, previous);
      line(index, own).then((output) => {
        outputs[index] = output;
        if (++ended === count) resolve(outputs);
        else if (started < count && !scope.cancelled) start(own.trail.previous);
      }, reject);
    };
    const before = lane.trail.previous;
    while (started < Math.min(width, count) && !scope.cancelled) start(before);
    return () => close(scope, lane);
  });
}

/** Ends the lines that still run. Their stays will never end by themselves. */
function close(scope: Scope, { run }: Lane): void {
  scope.cancel();
  for (const visit of run.visits) {
    if (visit.lane.scope === scope) run.visits.delete(visit);
  }
}

function openLane(lane: Lane, scope: Scope, previous: number): Lane {
  const variables: Record<string, unknown> = Object.create(lane.variables);
  return { ...lane, scope, trail: lane.trail.fork(previous), variables };
}
