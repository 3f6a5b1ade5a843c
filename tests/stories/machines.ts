import type { HistoryEvent } from '../../local/aws/states/history.ts';
import {
  type Execution,
  parseDefinition,
  runExecution,
  type StateMachine,
  type TaskCall,
  TaskFailure,
} from '../../local/aws/states/interpreter.ts';
import type { RunInput } from '../../src/model/run-input.ts';
import type { VirtualClock } from '../local/aws/states/virtual-clock.ts';

/** Does what a function does, with its payload; answers with what it gives back. */
export type Tasks = Readonly<Record<string, (payload: never) => Promise<unknown>>>;

/** One execution, and what became of it. */
export interface Told {
  readonly name: string;
  readonly journey: string;
  /** RUNNING until it ends. */
  status: string;
  error?: string;
  /** Every call of a task: the function's name, and what it was given. */
  readonly calls: { readonly task: string; readonly payload: unknown; readonly at: number }[];
}

const parsed = new Map<string, StateMachine>();

/** A compiled state machine, ready to run. Parsed once, however many stories it plays in. */
export function machineOf(definition: string): StateMachine {
  const known = parsed.get(definition);
  if (known !== undefined) return known;
  const arn = 'arn:aws:lambda:us-east-1:000000000000:function:$1';
  const machine = parseDefinition(definition.replace(/\$\{([^}]+)\}/g, arn));
  parsed.set(definition, machine);
  return machine;
}

/** Step Functions in memory: runs the compiled machines on a clock that a story moves. */
export class Machines {
  readonly executions: Told[] = [];
  /** The size of the largest input that a state had, in bytes. */
  largestInput = 0;
  readonly #running = new Map<string, Execution>();
  readonly #machines: ReadonlyMap<string, StateMachine>;
  readonly #clock: VirtualClock;
  readonly #tasks: Tasks;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(definitions: Readonly<Record<string, string>>, clock: VirtualClock, tasks: Tasks) {
    this.#machines = new Map(Object.entries(definitions).map(([name, text]) => [name, machineOf(text)]));
    this.#clock = clock;
    this.#tasks = tasks;
  }

  /** Starts an execution; one of that name that was started before is the same. */
  start(journey: string, name: string, input: RunInput): void {
    const machine = this.#machines.get(journey);
    if (machine === undefined) throw new Error(`There is no state machine of ${journey}.`);
    if (this.#running.has(name)) return;
    const told: Told = { name, journey, status: 'RUNNING', calls: [] };
    this.executions.push(told);
    const arn = `arn:aws:states:us-east-1:000000000000:execution:${journey}:${name}`;
    const start = { name, arn, stateMachineArn: journey, input, startTime: this.#clock.now() };
    const execution = runExecution(machine, start, {
      clock: this.#clock,
      invokeTask: (call) => this.inTurn(() => this.#invoke(told, call)),
      record: (event) => this.#measure(event),
      random: () => 0.5,
    });
    this.#running.set(name, execution);
    execution.result.then(({ status, error }) => Object.assign(told, { status, error }));
  }

  /** Ends the wait for a token; nothing happens when nobody waits for it any more. */
  resume(token: string, output: unknown): void {
    [...this.#running.values()].some((execution) => execution.succeedTask(token, output));
  }

  /** Calls functions one after the other, so that a story is the same every time. */
  inTurn<T>(call: () => Promise<T>): Promise<T> {
    const answer = this.#turn.then(call);
    this.#turn = answer.catch(() => {});
    return answer;
  }

  async #invoke({ calls }: Told, { resource, parameters }: TaskCall): Promise<unknown> {
    const { FunctionName = resource, Payload = parameters } = parameters as {
      FunctionName?: string;
      Payload?: unknown;
    }; // of a token's task
    const task = FunctionName.split(':').at(-1) ?? '';
    const perform = this.#tasks[task];
    if (perform === undefined) throw new Error(`Nobody does ${task}.`);
    calls.push({ task, payload: Payload, at: this.#clock.now() });
    try {
      return await perform(Payload as never); // the compiler made it for this very task
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      throw new TaskFailure({ error: error.name, cause: error.message });
    }
  }

  #measure({ stateEnteredEventDetails: entered }: HistoryEvent): void {
    if (typeof entered?.input !== 'string') return;
    this.largestInput = Math.max(this.largestInput, Buffer.byteLength(entered.input));
  }
}
