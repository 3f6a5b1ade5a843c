import { asJson, asList, asText, type Json } from '../json.ts';
import type { HistoryEvent } from '../states/history.ts';
import type { StatesHost } from '../states/host.ts';
import { type Execution, type ExecutionResult, runExecution } from '../states/interpreter.ts';
import type { StateMachine } from '../states/machine.ts';
import type { VirtualClock } from '../virtual-clock.ts';
import { AwsError } from './service.ts';
import { type LocalMachine, resumedMachine } from './state-machines.ts';

/** An execution, running or over. Times are epoch milliseconds. */
export interface ExecutionRecord {
  readonly name: string;
  readonly arn: string;
  readonly machine: LocalMachine;
  /** As given: JSON. */
  readonly input: string;
  readonly startedAt: number;
  readonly history: HistoryEvent[];
  /** Undefined when it ended in an earlier run. */
  readonly running: Execution | undefined;
  status: 'RUNNING' | ExecutionResult['status'];
  stoppedAt?: number;
  result?: ExecutionResult;
}

/** Starts executions and keeps them. */
export class Executions {
  readonly #records = new Map<string, ExecutionRecord>();
  readonly #clock: VirtualClock;
  readonly #invokeTask: StatesHost['invokeTask'];

  constructor(clock: VirtualClock, invokeTask: StatesHost['invokeTask']) {
    this.#clock = clock;
    this.#invokeTask = invokeTask;
  }

  /** All of them, in the order of their start. */
  all(): readonly ExecutionRecord[] {
    return [...this.#records.values()];
  }

  /** The execution of that ARN. @throws AwsError when there is none */
  find(arn: string): ExecutionRecord {
    const record = this.#records.get(arn);
    if (record !== undefined) return record;
    throw new AwsError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
  }

  /**
   * Starts an execution, or finds the one that runs under the same name with the same input.
   * @throws AwsError ExecutionAlreadyExists when the name was used with other input or its execution is over
   */
  start(machine: LocalMachine, name: string, input: string): ExecutionRecord {
    const arn = executionArn(machine, name);
    const existing = this.#records.get(arn);
    if (existing === undefined)
      return this.#run(machine, machine.compiled, { name, input, startedAt: this.#clock.now() }, input);
    const isSame = JSON.stringify(JSON.parse(existing.input)) === JSON.stringify(JSON.parse(input));
    if (existing.status === 'RUNNING' && isSame) return existing;
    throw new AwsError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
  }

  /** The running execution that gave out the task token, if it still runs. */
  ofToken(token: string): ExecutionRecord | undefined {
    const [arn] = Buffer.from(token, 'base64url').toString().split('#');
    return this.#records.get(arn ?? '');
  }

  /** What is needed to go on with, or to tell of, every execution. */
  save(): readonly Json[] {
    return this.all().map((record) => ({
      machine: record.machine.name,
      name: record.name,
      input: record.input,
      startedAt: record.startedAt,
      status: record.status,
      stoppedAt: record.stoppedAt,
      result: record.result,
      ...(record.status === 'RUNNING' && { standing: standing(record) }),
    }));
  }

  /** Takes up the executions of an earlier run: each enters the state it stood in anew, with the same input. */
  restore(saved: unknown, machines: ReadonlyMap<string, LocalMachine>): void {
    for (const entry of asList(saved).map(asJson)) {
      const machine = machines.get(asText(entry.machine) ?? '');
      if (machine !== undefined) this.#restoreOne(machine, entry);
    }
  }

  #restoreOne(machine: LocalMachine, entry: Json): void {
    const start = { name: String(entry.name), input: String(entry.input), startedAt: Number(entry.startedAt) };
    if (entry.status !== 'RUNNING') {
      this.#keep({
        ...start,
        ...ending(entry),
        arn: executionArn(machine, start.name),
        machine,
        history: [],
        running: undefined,
      });
      return;
    }
    const { state, enteredAt, input } = asJson(entry.standing);
    if (typeof state !== 'string' || !Object.hasOwn(statesOf(machine), state)) {
      this.#run(machine, machine.compiled, start, start.input);
      return;
    }
    const resumed = resumedMachine(machine.definition, { state, enteredAt: Number(enteredAt) });
    this.#run(machine, resumed, start, String(input));
  }

  #run(machine: LocalMachine, compiled: StateMachine, start: Start, from: string): ExecutionRecord {
    const arn = executionArn(machine, start.name);
    const history: HistoryEvent[] = [];
    const host: StatesHost = {
      clock: this.#clock,
      invokeTask: this.#invokeTask,
      record: (event) => void history.push(event),
    };
    const input: unknown = JSON.parse(from);
    const begin = { name: start.name, arn, stateMachineArn: machine.arn, input, startTime: start.startedAt };
    const running = runExecution(compiled, begin, host);
    const record = this.#keep({ ...start, arn, machine, history, running, status: 'RUNNING' });
    running.result.then((result) => {
      record.status = result.status;
      record.result = result;
      record.stoppedAt = this.#clock.now();
    });
    return record;
  }

  #keep(record: ExecutionRecord): ExecutionRecord {
    this.#records.set(record.arn, record);
    return record;
  }
}

type Start = Pick<ExecutionRecord, 'name' | 'input' | 'startedAt'>;

function executionArn(machine: LocalMachine, name: string): string {
  return `${machine.arn.replace(':stateMachine:', ':execution:')}:${name}`;
}

function statesOf(machine: LocalMachine): Json {
  return asJson(asJson(JSON.parse(machine.definition)).States);
}

/** How a saved execution ended. */
function ending({ status, stoppedAt, result }: Json): Pick<ExecutionRecord, 'status' | 'stoppedAt' | 'result'> {
  return { status, stoppedAt, result } as Pick<ExecutionRecord, 'status' | 'stoppedAt' | 'result'>; // as saved above
}

/** The state of the machine itself (not of a branch within) that the execution entered last. */
function standing({ history, machine }: ExecutionRecord): Json | undefined {
  const states = statesOf(machine);
  const entered = history.findLast(({ stateEnteredEventDetails: details }) => {
    return details !== undefined && Object.hasOwn(states, String(details.name));
  });
  if (entered === undefined) return undefined;
  const { name, input } = asJson(entered.stateEnteredEventDetails);
  return { state: name, input, enteredAt: entered.timestamp };
}
