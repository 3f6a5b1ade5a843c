import type { StateFailure } from './errors.ts';
import { Fields } from './fields.ts';
import { parseAssign, place } from './flow.ts';
import type { Outcome } from './machine.ts';
import { compilePlacement } from './paths/reference.ts';
import type { Visit } from './visit.ts';

/** A state's handling of failures: Retry, then Catch. */
export interface Handlers {
  targets: string[];
  /**
   * Runs the state's work, again where a retrier says so, and turns a caught failure into an outcome.
   * @param givenUp called once when no retrier takes the failure, before any catcher
   */
  run(visit: Visit, work: () => Promise<Outcome>, givenUp?: () => void): Promise<Outcome>;
}

interface Retrier {
  takes(failure: StateFailure): boolean;
  maxAttempts: number;
  /** Milliseconds before the retry that follows `used` earlier ones. */
  delay(used: number, random: () => number): number;
}

interface Catcher {
  takes(failure: StateFailure): boolean;
  next: string;
  finish(visit: Visit, failure: StateFailure): Outcome;
}

/** Reads Retry and Catch. */
export function parseHandlers(fields: Fields): Handlers {
  const retriers = fields.list('Retry').map((raw) => parseRetrier(new Fields(raw, fields.state, 'Retry')));
  const catchers = fields.list('Catch').map((raw) => parseCatcher(new Fields(raw, fields.state, 'Catch')));
  return {
    targets: catchers.map((catcher) => catcher.next),
    async run(visit, work, givenUp) {
      const used = retriers.map(() => 0);
      for (;;) {
        try {
          return await work();
        } catch (thrown) {
          const failure = visit.failureOf(thrown);
          const wait = nextDelay(retriers, used, failure, visit);
          if (wait === undefined) {
            givenUp?.();
            return caught(catchers, visit, failure);
          }
          await pause(visit, wait);
        }
      }
    },
  };
}

/** The delay before the next attempt, in milliseconds; undefined when no retrier takes the failure. */
function nextDelay(retriers: Retrier[], used: number[], failure: StateFailure, visit: Visit): number | undefined {
  const index = retriers.findIndex((retrier) => retrier.takes(failure));
  const retrier = retriers[index];
  const before = used[index] ?? 0;
  if (!retrier || before >= retrier.maxAttempts) return undefined;
  used[index] = before + 1;
  return retrier.delay(before, visit.lane.run.random);
}

async function pause(visit: Visit, milliseconds: number): Promise<void> {
  const { run, scope } = visit.lane;
  const until = run.clock.now() + milliseconds;
  await scope.suspend<void>(({ resolve }) => run.clock.at(until, () => resolve()));
  visit.retries++;
  run.transitions++;
}

function caught(catchers: Catcher[], visit: Visit, failure: StateFailure): Outcome {
  const catcher = catchers.find((candidate) => candidate.takes(failure));
  if (!catcher) throw failure;
  return catcher.finish(visit, failure);
}

function parseRetrier(fields: Fields): Retrier {
  fields.text('Comment');
  const takes = parseErrorEquals(fields);
  const interval = fields.integer('IntervalSeconds', 1) ?? 1;
  const maxAttempts = fields.integer('MaxAttempts', 0) ?? 3;
  const backoff = fields.number('BackoffRate', 1) ?? 2;
  const most = fields.integer('MaxDelaySeconds', 1) ?? Number.POSITIVE_INFINITY;
  const jitter = fields.text('JitterStrategy') ?? 'NONE';
  if (jitter !== 'NONE' && jitter !== 'FULL') throw fields.invalid('JitterStrategy', 'It is FULL or NONE.');
  fields.done();
  return {
    takes,
    maxAttempts,
    delay(used, random) {
      const seconds = Math.min(most, interval * backoff ** used);
      return Math.round(1000 * (jitter === 'FULL' ? seconds * random() : seconds));
    },
  };
}

function parseCatcher(fields: Fields): Catcher {
  fields.text('Comment');
  const takes = parseErrorEquals(fields);
  const next = fields.requiredText('Next');
  const resultPath = fields.path('ResultPath', compilePlacement);
  const assign = parseAssign(fields);
  fields.done();
  return {
    takes,
    next,
    finish(visit, failure) {
      const result = errorOutput(failure);
      const output = place(resultPath, visit.input, result);
      assign(visit, result);
      return { next, output };
    },
  };
}

/** A catcher's output. A failure without an error name, such as a bare SendTaskFailure, has neither field. */
function errorOutput({ error, cause }: StateFailure): Record<string, unknown> {
  return error === undefined ? { Error: null, Cause: cause ?? null } : { Error: error, Cause: cause ?? '' };
}

function parseErrorEquals(fields: Fields): (failure: StateFailure) => boolean {
  const names = fields.list('ErrorEquals');
  if (names.length === 0 || !names.every((name) => typeof name === 'string')) {
    throw fields.invalid('ErrorEquals', 'At least one error name is expected here.');
  }
  return (failure) => names.some((name) => isNamed(failure, name));
}

/** States.Runtime always ends the execution; States.TaskFailed means every error except a time-out. */
function isNamed({ error, alias }: StateFailure, name: string): boolean {
  if (error === 'States.Runtime') return false;
  if (name === 'States.ALL' || name === error || name === alias) return true;
  return name === 'States.TaskFailed' && error !== 'States.Timeout';
}
