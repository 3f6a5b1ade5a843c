import type { Ids } from '../ids.ts';
import { asJson, asText, type Json } from '../json.ts';
import type { InvocationResult } from '../lambda/protocol.ts';
import { type Quotas, throttle } from '../quotas.ts';
import { TaskFailure } from '../states/errors.ts';
import type { TaskCall } from '../states/host.ts';
import type { Stack } from '../template/stack.ts';
import type { VirtualClock } from '../virtual-clock.ts';
import type { ExecutionRecord } from './execution-record.ts';
import { Executions } from './executions.ts';
import { describeExecution, summarizeExecution } from './executions-answer.ts';
import type { Lambda } from './lambda.ts';
import { pageOf } from './paging.ts';
import { AwsError, inForm, type Operation, required, type Service, seconds } from './service.ts';
import { type LocalMachine, readMachine } from './state-machines.ts';

const mostInputBytes = 262_144;

/** The state machines of the stack, and the Step Functions API on them. */
export class States implements Service {
  readonly id = 'states';
  readonly operations: Readonly<Record<string, Operation>>;
  readonly executions: Executions;
  #machines: ReadonlyMap<string, LocalMachine>;
  readonly #lambda: Lambda;
  readonly #ids: Ids;
  readonly #startTime: number;
  readonly #clock: VirtualClock;
  readonly #throttle: () => void;

  constructor(stack: Stack, lambda: Lambda, clock: VirtualClock, ids: Ids, quotas: Quotas) {
    this.#clock = clock;
    this.#throttle = throttle(quotas.startExecution, () => clock.now());
    this.#machines = machinesOf(stack);
    this.executions = new Executions(clock, (call) => this.#invokeTask(call));
    this.#lambda = lambda;
    this.#ids = ids;
    this.#startTime = clock.now();
    this.operations = { ...this.#executionOperations(), ...this.#machineOperations(), ...this.#tokenOperations() };
  }

  /** Starts an execution. @throws AwsError for an unknown machine, a name or an input that is not allowed */
  start(machineArn: string, input: string, name = this.#ids.next()): ExecutionRecord {
    const machine = this.#machine(machineArn);
    if (!/^[0-9A-Za-z_-]{1,80}$/.test(name)) {
      throw new AwsError('InvalidName', `Invalid Name: '${name}': use 1 to 80 of 0-9 A-Z a-z - _ only.`);
    }
    if (Buffer.byteLength(input) > mostInputBytes || !isJsonText(input)) {
      throw new AwsError('InvalidExecutionInput', 'Invalid State Machine Execution Input: JSON of at most 256 KiB.');
    }
    return this.executions.start(machine, name, input);
  }

  /** Takes over the state machines of another synthesis: executions go on by the definition that they began with. */
  deploy(stack: Stack): void {
    this.#machines = machinesOf(stack);
  }

  /** All executions. */
  save(): unknown {
    return this.executions.save();
  }

  /** Takes up the executions of an earlier run. */
  restore(saved: unknown): void {
    this.executions.restore(saved, this.#machines);
  }

  #machine(arn: string): LocalMachine {
    for (const machine of this.#machines.values()) if (machine.arn === arn) return machine;
    throw new AwsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
  }

  async #invokeTask({ resource, parameters }: TaskCall): Promise<unknown> {
    if (resource.startsWith('arn:aws:lambda:')) return this.#callFunction(resource, parameters);
    if (!/^arn:aws:states:::lambda:invoke(\.waitForTaskToken)?$/.test(resource)) {
      throw new TaskFailure({ error: 'States.Runtime', cause: `Resource ${resource} does not run locally.` });
    }
    const { FunctionName: name, Payload: payload } = asJson(parameters);
    const result = await this.#callFunction(String(name), payload ?? {});
    return { ExecutedVersion: '$LATEST', Payload: result, StatusCode: 200 };
  }

  async #callFunction(nameOrArn: string, payload: unknown): Promise<unknown> {
    const result = await this.#lambda.find(nameOrArn).invoke(JSON.stringify(payload));
    if (result.failed) throw taskFailure(result);
    return JSON.parse(result.payload);
  }

  #executionOperations(): Record<string, Operation> {
    const asked = (input: Json): ExecutionRecord => this.executions.find(required(input, 'executionArn'));
    return {
      StartExecution: (input) => {
        this.#throttle();
        const name = asText(input.name);
        const record = this.start(required(input, 'stateMachineArn'), asText(input.input) ?? '{}', name);
        return { executionArn: record.arn, startDate: seconds(record.startedAt) };
      },
      DescribeExecution: (input) => describeExecution(asked(input), this.#clock.now()),
      ListExecutions: (input) => this.#list(input),
      GetExecutionHistory: (input) => {
        const events = asked(input).history;
        const { page, next } = pageOf(input.reverseOrder === true ? events.toReversed() : events, input, paging);
        return { events: page.map((event) => ({ ...event, timestamp: seconds(event.timestamp) })), nextToken: next };
      },
      StopExecution: async (input) => {
        const record = asked(input);
        record.running?.stop(asText(input.error), asText(input.cause));
        await record.running?.result;
        return { stopDate: seconds(record.stoppedAt ?? this.#startTime) };
      },
      RedriveExecution: (input) => {
        const { redrivenAt = 0 } = this.executions.redrive(asked(input).arn);
        return { redriveDate: seconds(redrivenAt) };
      },
    };
  }

  #machineOperations(): Record<string, Operation> {
    const summary = ({ name, arn }: LocalMachine): Json => ({
      name,
      stateMachineArn: arn,
      type: 'STANDARD',
      creationDate: seconds(this.#startTime),
    });
    return {
      ListStateMachines: (input) => {
        const { page, next } = pageOf([...this.#machines.values()], input, paging);
        return { stateMachines: page.map(summary), nextToken: next };
      },
      DescribeStateMachine: (input) => {
        const machine = this.#machine(required(input, 'stateMachineArn'));
        return { ...summary(machine), status: 'ACTIVE', definition: machine.definition, roleArn: machine.roleArn };
      },
    };
  }

  #tokenOperations(): Record<string, Operation> {
    const running = (input: Json) => {
      const token = required(input, 'taskToken');
      return { token, execution: this.executions.ofToken(token).running };
    };
    return {
      SendTaskSuccess: (input) => {
        const output = required(input, 'output');
        if (!isJsonText(output) || Buffer.byteLength(output) > mostInputBytes) {
          throw new AwsError('InvalidOutput', 'Invalid Output: it must be JSON of at most 256 KiB.');
        }
        const { token, execution } = running(input);
        return answered(execution?.succeedTask(token, JSON.parse(output)));
      },
      SendTaskFailure: (input) => {
        const [error, cause] = [asText(input.error), asText(input.cause)];
        if ((error ?? '').length > 256 || (cause ?? '').length > 32_768) {
          throw new AwsError('ValidationException', 'error has at most 256 characters, cause 32768.');
        }
        const { token, execution } = running(input);
        return answered(execution?.failTask(token, error, cause));
      },
      SendTaskHeartbeat: (input) => {
        const { token, execution } = running(input);
        return answered(execution?.heartbeat(token));
      },
    };
  }

  #list(input: Json): Json {
    const machine = this.#machine(required(input, 'stateMachineArn'));
    inForm(input, 'statusFilter', /^(RUNNING|SUCCEEDED|FAILED|TIMED_OUT|ABORTED|PENDING_REDRIVE)$/);
    inForm(input, 'redriveFilter', /^(REDRIVEN|NOT_REDRIVEN)$/);
    const found = this.executions
      .all()
      .filter((record) => record.machine.arn === machine.arn)
      .filter((record) => input.statusFilter === undefined || record.status === input.statusFilter)
      .filter(({ redriveCount }) => input.redriveFilter === undefined || fits(redriveCount, input.redriveFilter))
      .reverse();
    const { page, next } = pageOf(found, input, paging);
    return { executions: page.map(summarizeExecution), nextToken: next };
  }
}

function machinesOf(stack: Stack): ReadonlyMap<string, LocalMachine> {
  const machines = stack.ofType('AWS::StepFunctions::StateMachine').map((resource) => readMachine(resource, stack));
  return new Map(machines.map((machine) => [machine.name, machine]));
}

function fits(redriveCount: number, filter: unknown): boolean {
  return (filter === 'REDRIVEN') === redriveCount > 0;
}

const paging = {
  size: 'maxResults',
  token: 'nextToken',
  most: 1000,
  usual: 100,
  zeroIsUsual: true,
  badSize: 'ValidationException',
  badToken: 'InvalidToken',
} as const;

/** A failed invocation as Step Functions sees it: named by the error's type, or Lambda.Unknown after a crash. */
function taskFailure({ payload, refused }: InvocationResult): TaskFailure {
  if (refused?.endsWith('concurrency')) {
    const cause = 'Rate Exceeded. (Service: Lambda, Status Code: 429)';
    return new TaskFailure({ error: 'Lambda.TooManyRequestsException', cause });
  }
  const type = asText(asJson(JSON.parse(payload)).errorType);
  if (type !== undefined && type !== 'Runtime.ExitError') return new TaskFailure({ error: type, cause: payload });
  const cause = 'The cause could not be determined because Lambda did not return an error type.';
  return new TaskFailure({ error: 'Lambda.Unknown', cause: `${cause} Returned payload: ${payload}` });
}

function answered(accepted: boolean | undefined): Json {
  if (accepted) return {};
  throw new AwsError('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'");
}

function isJsonText(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
