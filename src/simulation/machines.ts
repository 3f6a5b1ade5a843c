import { type Machine, type RunnableTask, readMachine } from './machine.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** Calls a function for a task. Rejects with an error by whose name the machine knows what to try again. */
export type InvokeTask = (name: string, payload: unknown, call: TaskCall) => Promise<unknown>;

/** Which call of a task it is. */
export interface TaskCall {
  readonly execution: string;
  readonly state: string;
  readonly attempt: number;
}

/** An observer of executions. */
export interface ExecutionWatch {
  /** A number of [0, 1) for the jitter of a retry. */
  jitter(execution: string, attempt: number): number;
  /** Observes the input of each state. */
  entered?(input: unknown): void;
  ended(execution: string, error: string | undefined): void;
}

/** A running execution: where it is, and what waits for it. A few hundred bytes. */
interface Execution {
  readonly name: string;
  readonly machine: Machine;
  input: Readonly<Record<string, unknown>>;
  /** Counts the states that it entered: what comes late for another state is known by it. */
  visit: number;
  cancel: (() => void) | undefined;
  token: string | undefined;
}

/** The task that an execution is at. */
interface Stay {
  readonly execution: Execution;
  readonly step: RunnableTask;
  readonly visit: number;
  readonly entered: number;
  attempt: number;
  /** How often each rule of Retry has been used. */
  readonly used: number[];
}

/**
 * Step Functions in memory: runs compiled journeys on the virtual clock. It knows the states that journeys compile to, with
 * Retry, Catch, time-outs of tasks that wait for a token, and refuses anything else. Other tasks are ended by the time-out of
 * their function, which the caller keeps.
 */
export class Machines {
  /** States entered, and retries: what the service bills. */
  transitions = 0;
  readonly #machines: ReadonlyMap<string, Machine>;
  readonly #time: VirtualClock;
  readonly #invoke: InvokeTask;
  readonly #watch: ExecutionWatch;
  /** Every name that was ever used; the service knows them for 90 days. */
  readonly #names = new Set<string>();
  readonly #waiting = new Map<string, Stay>();
  #tokens = 0;

  /** @param definitions the committed state machines, by journey */
  constructor(
    definitions: Readonly<Record<string, string>>,
    time: VirtualClock,
    { invoke, watch }: { readonly invoke: InvokeTask; readonly watch: ExecutionWatch },
  ) {
    this.#machines = new Map(Object.entries(definitions).map(([name, text]) => [name, machineOf(text)]));
    this.#time = time;
    this.#invoke = invoke;
    this.#watch = watch;
  }

  /** Starts an execution. False: there was one of that name. */
  start(journey: string, name: string, input: Readonly<Record<string, unknown>>): boolean {
    const machine = this.#machines.get(journey);
    if (machine === undefined) throw new TypeError(`There is no state machine of ${journey}.`);
    if (this.#names.has(name)) return false;
    this.#names.add(name);
    const execution: Execution = { name, machine, input, visit: 0, cancel: undefined, token: undefined };
    this.#enter(execution, machine.startAt);
    return true;
  }

  /** Ends the wait for a token. False: nobody waits with it. */
  succeed(token: string, output: unknown): boolean {
    const stay = this.#waiting.get(token);
    if (stay === undefined) return false;
    this.#leaveWith(stay, output);
    return true;
  }

  /** How many executions wait for a token. */
  get awaiting(): number {
    return this.#waiting.size;
  }

  #enter(execution: Execution, first: string | undefined): void {
    for (let name = first; ; ) {
      execution.visit += 1;
      if (name === undefined) break;
      const step = execution.machine.steps.get(name);
      if (step === undefined) throw new TypeError(`There is no state "${name}".`);
      this.transitions += 1;
      this.#watch.entered?.(execution.input);
      if (step.kind === 'succeed') break;
      if (step.kind === 'choice') {
        name = step.choose(execution.input);
        continue;
      }
      if (step.kind === 'task') {
        this.#call({ execution, step, visit: execution.visit, entered: this.#time.now, attempt: 0, used: [] });
        return;
      }
      const until = Date.parse(String(step.until(execution.input)));
      if (Number.isNaN(until)) {
        this.#end(execution, 'States.Runtime');
        return;
      }
      if (until > this.#time.now) {
        this.#wait(execution, until, step.next);
        return;
      }
      name = step.next;
    }
    this.#end(execution, undefined);
  }

  #wait(execution: Execution, until: number, next: string | undefined): void {
    execution.cancel = this.#time.at(until, () => this.#enter(execution, next));
  }

  #call(stay: Stay): void {
    const { execution, step, attempt, entered } = stay;
    const token = step.waitsForToken ? `${execution.name}#${++this.#tokens}` : undefined;
    if (token !== undefined) this.#awaitToken(stay, token);
    const payload = step.payload(execution.input, { token, entered });
    this.#invoke(step.function, payload, { execution: execution.name, state: step.name, attempt }).then(
      (output) => {
        if (token === undefined) this.#leaveWith(stay, output);
      },
      (error: unknown) => this.#fail(stay, error instanceof Error ? error.name : 'Error'),
    );
  }

  #awaitToken(stay: Stay, token: string): void {
    const { execution, step, entered } = stay;
    this.#forgetToken(execution);
    execution.token = token;
    this.#waiting.set(token, stay);
    if (step.timeoutSeconds === undefined) return;
    const end = Math.max(entered, this.#time.now) + step.timeoutSeconds * 1000;
    execution.cancel = this.#time.at(end, () => this.#fail(stay, 'States.Timeout'));
  }

  #forgetToken(execution: Execution): void {
    execution.cancel?.();
    execution.cancel = undefined;
    if (execution.token !== undefined) this.#waiting.delete(execution.token);
    execution.token = undefined;
  }

  #leaveWith({ execution, step, visit }: Stay, output: unknown): void {
    if (execution.visit !== visit) return;
    this.#forgetToken(execution);
    execution.input = { ...execution.input, [step.resultPath]: JSON.parse(JSON.stringify(output ?? null)) };
    this.#enter(execution, step.next);
  }

  #fail(stay: Stay, error: string): void {
    const { execution, step, visit } = stay;
    if (execution.visit !== visit) return;
    this.#forgetToken(execution);
    const rule = step.retry.findIndex(({ ErrorEquals }) => matches(ErrorEquals, error));
    const retrier = step.retry[rule];
    const used = stay.used[rule] ?? 0;
    if (retrier !== undefined && used < retrier.MaxAttempts) {
      stay.used[rule] = used + 1;
      stay.attempt += 1;
      this.transitions += 1;
      const longest = Math.min(retrier.IntervalSeconds * retrier.BackoffRate ** used, retrier.MaxDelaySeconds);
      const delay = longest * 1000 * this.#watch.jitter(execution.name, stay.attempt);
      execution.cancel = this.#time.at(this.#time.now + delay, () => this.#call(stay));
      return;
    }
    const catcher = step.catches.find(({ ErrorEquals }) => matches(ErrorEquals, error));
    if (catcher === undefined) {
      this.#end(execution, error);
      return;
    }
    const field = catcher.ResultPath.slice('$.'.length);
    execution.input = { ...execution.input, [field]: { Error: error, Cause: '' } };
    this.#enter(execution, catcher.Next);
  }

  #end(execution: Execution, error: string | undefined): void {
    execution.visit += 1;
    this.#watch.ended(execution.name, error);
  }
}

function matches(names: readonly string[], error: string): boolean {
  return names.some((name) => name === error || name === 'States.ALL');
}

const read = new Map<string, Machine>();

/** A machine is read once, however many worlds it runs in. */
function machineOf(definition: string): Machine {
  const machine = read.get(definition) ?? readMachine(definition);
  read.set(definition, machine);
  return machine;
}
