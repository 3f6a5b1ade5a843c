import { asJson, asList, asText, type Json } from '../json.ts';
import type { HistoryEvent } from '../states/history.ts';
import type { StatesHost } from '../states/host.ts';
import { type Execution, runExecution } from '../states/interpreter.ts';
import type { StateMachine } from '../states/machine.ts';
import type { VirtualClock } from '../virtual-clock.ts';
import type { ExecutionRecord } from './execution-record.ts';
import { AwsError } from './service.ts';
import { redriveObstacle, standing, standingOf } from './standing.ts';
import { type LocalMachine, machineFrom, resumedMachine, statesOf } from './state-machines.ts';

/** An execution that takes longer is ended. */
const longestExecution = 365 * 86_400_000;

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

  /** Lets an execution go on that did not succeed, from the state that it ended in. @throws AwsError when it may not */
  redrive(arn: string): ExecutionRecord {
    const record = this.find(arn);
    const now = this.#clock.now();
    const problem = redriveObstacle(record, now);
    if (problem !== undefined) throw new AwsError('ExecutionNotRedrivable', problem);
    const { state, input, enteredEvent } = standingOf(record);
    const { history, name, startedAt } = record;
    const [count, events] = [record.redriveCount + 1, history.length];
    const redrive = { input: JSON.parse(input), enteredEvent, count, time: now, events };
    const begin = { name, arn, stateMachineArn: record.machine.arn, input: JSON.parse(record.input), redrive };
    const host = this.#host(history);
    const running = runExecution(
      machineFrom(record.machine.definition, state),
      { ...begin, startTime: startedAt },
      host,
    );
    Object.assign(record, { running, redriveCount: count, redrivenAt: now, status: 'RUNNING' });
    delete record.stoppedAt;
    delete record.result;
    this.#follow(record, running);
    return record;
  }

  /** The execution that gave out the task token. @throws AwsError InvalidToken for a text that is none */
  ofToken(token: string): ExecutionRecord {
    const [arn, ...counts] = Buffer.from(token, 'base64url').toString().split('#');
    const record = this.#records.get(arn ?? '');
    if (record !== undefined && counts.length === 2 && counts.every((count) => /^\d+$/.test(count))) return record;
    throw new AwsError('InvalidToken', "Invalid Token: 'Invalid token'");
  }

  /** The state needed to continue, or to describe, every execution. */
  save(): readonly Json[] {
    return this.all().map((record) => ({
      machine: record.machine.name,
      name: record.name,
      input: record.input,
      startedAt: record.startedAt,
      status: record.status,
      stoppedAt: record.stoppedAt,
      result: record.result,
      redriveCount: record.redriveCount,
      redrivenAt: record.redrivenAt,
      ...(record.status === 'RUNNING' && { standing: standing(record) }),
    }));
  }

  /** Takes up the executions of an earlier run: each enters its state again, with the same input. */
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
        redriveCount: Number(entry.redriveCount ?? 0),
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
    const input: unknown = JSON.parse(from);
    const begin = { name: start.name, arn, stateMachineArn: machine.arn, input, startTime: start.startedAt };
    const running = runExecution(compiled, begin, this.#host(history));
    const record = this.#keep({ ...start, arn, machine, history, running, redriveCount: 0, status: 'RUNNING' });
    this.#follow(record, running);
    return record;
  }

  #host(history: HistoryEvent[]): StatesHost {
    return { clock: this.#clock, invokeTask: this.#invokeTask, record: (event) => void history.push(event) };
  }

  /** Notes how the execution ends, which it does after a year at the latest. */
  #follow(record: ExecutionRecord, running: Execution): void {
    const cancel = this.#clock.inBackgroundAt(record.startedAt + longestExecution, () => running.timeOut());
    running.result.then((result) => {
      cancel();
      record.status = result.status;
      record.result = result;
      record.stoppedAt = this.#clock.now();
    });
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

/** The ending of a saved execution. */
function ending({ status, stoppedAt, result }: Json): Pick<ExecutionRecord, 'status' | 'stoppedAt' | 'result'> {
  return { status, stoppedAt, result } as Pick<ExecutionRecord, 'status' | 'stoppedAt' | 'result'>; // as saved above
}
