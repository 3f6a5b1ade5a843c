import { Scope } from './scope.ts';
import type { Lane, Visit } from './visit.ts';

/** Runs one of several lines and resolves with its output. */
type Line = (index: number, lane: Lane) => Promise<unknown>;

/** A fork into lines that run side by side. */
export interface Fork {
  readonly count: number;
  /** The number of lines at a time. */
  readonly width: number;
  readonly line: Line;
  /** Hears of a line that is ended because another one failed, or because everything is. */
  readonly aborted?: (index: number, lane: Lane) => void;
}

/**
 * Runs lines side by side, and resolves with their outputs in order. The first one to fail ends all others. Every line
 * has its own trail and its own variables on top of the enclosing ones.
 */
export function runSideBySide(visit: Visit, { count, width, line, aborted }: Fork): Promise<unknown[]> {
  if (count === 0) return Promise.resolve([]);
  const { lane } = visit;
  return lane.scope.suspend(({ resolve, reject }) => {
    const scope = new Scope();
    const outputs: unknown[] = new Array(count);
    const open = new Map<number, Lane>();
    let started = 0;
    let ended = 0;
    const start = (previous: number) => {
      const index = started++;
      const own = openLane(lane, scope, previous);
      open.set(index, own);
      line(index, own).then(
        (output) => {
          open.delete(index);
          outputs[index] = output;
          if (++ended === count) resolve(outputs);
          else if (started < count && !scope.cancelled) start(own.trail.previous);
        },
        (reason: unknown) => {
          open.delete(index);
          reject(reason);
        },
      );
    };
    const before = lane.trail.previous;
    while (started < Math.min(width, count) && !scope.cancelled) start(before);
    return () => {
      close(scope, lane);
      for (const [index, own] of open) aborted?.(index, own);
    };
  });
}

/** Ends the lines that still run, the inner ones first. Their stays will never end by themselves. */
function close(scope: Scope, { run }: Lane): void {
  scope.cancel();
  for (const visit of run.visits) {
    if (visit.lane.scope === scope) visit.abort();
  }
}

function openLane(lane: Lane, scope: Scope, previous: number): Lane {
  const variables: Record<string, unknown> = Object.create(lane.variables);
  return { ...lane, scope, trail: lane.trail.fork(previous), variables };
}
