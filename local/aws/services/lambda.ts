import { lastPart } from '../account.ts';
import { asJson, asNumber, asText, type Json } from '../json.ts';
import type { LocalFunction } from '../lambda/function.ts';
import type { InvocationResult } from '../lambda/protocol.ts';
import type { Quotas } from '../quotas.ts';
import type { Stack } from '../template/stack.ts';
import type { VirtualClock } from '../virtual-clock.ts';
import type { Deliveries } from './delivery.ts';
import type { EventSource } from './event-source.ts';
import { describeAccount, describeFunction } from './lambda-answer.ts';
import { changesIn } from './lambda-request.ts';
import { pageOf } from './paging.ts';
import { AwsError, type Caller, type Operation, RawAnswer, required, type Service, within } from './service.ts';

/** The handling of a failed asynchronous invocation: the number of retries, and its last destination. */
interface AsyncSettings {
  readonly retries: number;
  readonly ageMilliseconds: number;
  readonly onFailureArn: string | undefined;
  /**
   * True if the dead letter is the whole invocation record (a destination), false if it is the event (a dead-letter
   * queue).
   */
  readonly isDestination: boolean;
}

/** An asynchronous invocation under way. */
interface AsyncInvocation {
  readonly target: LocalFunction;
  readonly payload: string;
  readonly trace: string | undefined;
  readonly since: number;
  /** The number of failures, and of Lambda's refusals for want of concurrency. */
  readonly failures: number;
  readonly refusals: number;
}

/** Lambda waits a minute before the first retry of an asynchronous invocation, two before the second. */
const retryPauses = [60_000, 120_000];

/** It queues what it may not run for up to six hours, and tries again after a second at first, five minutes at last. */
const longestAge = 6 * 3_600_000;
const longestPause = 300_000;

/** The most bytes that an event may have: when the caller waits for the result, and when it does not. */
const mostBytes = { RequestResponse: 6_291_456, Event: 1_048_576 } as const;

/** The functions of the stack, and the Lambda API on them. */
export class Lambda implements Service {
  readonly id = 'lambda';
  readonly operations: Readonly<Record<string, Operation>>;
  readonly functions: readonly LocalFunction[];
  readonly #async: ReadonlyMap<string, AsyncSettings>;
  #sources: readonly EventSource[] = [];
  readonly #deliveries: Deliveries;
  readonly #clock: VirtualClock;

  constructor(
    stack: Stack,
    functions: readonly LocalFunction[],
    { deliveries, clock, quotas }: { deliveries: Deliveries; clock: VirtualClock; quotas: Quotas },
  ) {
    this.functions = functions;
    this.#deliveries = deliveries;
    this.#clock = clock;
    this.#async = new Map(functions.map(({ settings }) => [settings.name, asyncSettings(stack, settings.name)]));
    const asked = (input: Json): LocalFunction => this.find(required(input, 'FunctionName'));
    const reserved = ({ settings: { concurrency, name } }: LocalFunction): Json => {
      const executions = concurrency.reservedBy(name);
      return executions === undefined ? {} : { ReservedConcurrentExecutions: executions };
    };
    const reserve = (input: Json, reservedConcurrency: number | undefined): Json => {
      const { concurrency, name } = asked(input).settings;
      concurrency.reserve({ name, reservedConcurrency });
      return reserved(asked(input));
    };
    this.operations = {
      Invoke: (input, caller) => this.#invoke(input, caller),
      ListFunctions: (input) => {
        const { page, next } = pageOf(functions, input, functionPaging);
        return { Functions: page.map(describeFunction), ...(next && { NextMarker: next }) };
      },
      GetFunction: (input) => ({ Configuration: describeFunction(asked(input)), Concurrency: reserved(asked(input)) }),
      GetFunctionConfiguration: (input) => describeFunction(asked(input)),
      UpdateFunctionConfiguration: (input) => {
        asked(input).configure(changesIn(input));
        return describeFunction(asked(input));
      },
      GetFunctionConcurrency: (input) => reserved(asked(input)),
      PutFunctionConcurrency: (input) =>
        reserve(input, within(input, 'ReservedConcurrentExecutions', 0, 1000, 'InvalidParameterValueException') ?? 0),
      DeleteFunctionConcurrency: (input) => {
        reserve(input, undefined);
        return new RawAnswer(204, '');
      },
      ListEventSourceMappings: (input) => {
        const { FunctionName: name, EventSourceArn: queue } = input;
        const arn = name === undefined ? undefined : asked(input).settings.arn;
        const mappings = this.#sources.map((source) => source.describe());
        return {
          EventSourceMappings: mappings.filter(
            ({ FunctionArn, EventSourceArn }) =>
              (arn === undefined || arn === FunctionArn) && (queue === undefined || queue === EventSourceArn),
          ),
        };
      },
      UpdateEventSourceMapping: (input) => {
        const source = this.#sources.find(({ uuid }) => uuid === input.UUID);
        if (source === undefined) throw new AwsError('ResourceNotFoundException', 'There is no such mapping.', 404);
        if (typeof input.Enabled === 'boolean') source.enabled = input.Enabled;
        return source.describe();
      },
      GetAccountSettings: () => describeAccount(functions, quotas),
      GetFunctionRecursionConfig: (input) => ({
        RecursiveLoop: asked(input).settings.allowsLoops ? 'Allow' : 'Terminate',
      }),
    };
  }

  /** Tells it of the queues that feed its functions. */
  takeFrom(sources: readonly EventSource[]): void {
    this.#sources = sources;
  }

  /** The function by name, ARN or `account:function:name`, with or without a qualifier. @throws AwsError when there is none */
  find(nameOrArn: string): LocalFunction {
    const name = /(?<=:function:)[^:]+/.exec(nameOrArn)?.[0] ?? nameOrArn.split(':')[0];
    const found = this.functions.find((candidate) => candidate.settings.name === name);
    if (found !== undefined) return found;
    const known = this.functions.map((candidate) => candidate.settings.name).join(', ');
    throw new AwsError('ResourceNotFoundException', `Function not found: ${nameOrArn}. There are: ${known}.`, 404);
  }

  /**
   * Invokes asynchronously: two retries, then the function's destination or dead-letter queue, if it has one.
   * @throws AwsError when there is no such function or the event is too large
   */
  invokeLater(nameOrArn: string, payload: string, trace?: string): void {
    const target = this.find(nameOrArn);
    assertSize(payload, 'Event');
    void this.#attempt({ target, payload, trace, since: this.#clock.now(), failures: 0, refusals: 0 });
  }

  async #attempt(invocation: AsyncInvocation): Promise<void> {
    const { target, payload, trace, failures, refusals, since } = invocation;
    const result = await target.invoke(payload, trace);
    if (!result.failed) return;
    const { retries, ageMilliseconds } = this.#async.get(target.settings.name) ?? { retries: 0, ageMilliseconds: 0 };
    const isBusy = result.refused?.endsWith('concurrency') ?? false;
    const pause = isBusy ? Math.min(1000 * 2 ** refusals, longestPause) : (retryPauses[failures] ?? longestPause);
    const isOver = this.#clock.now() + pause - since > ageMilliseconds;
    if (isOver || (!isBusy && (result.refused !== undefined || failures >= retries))) {
      this.#giveUp(invocation, result);
      return;
    }
    const next = isBusy ? { refusals: refusals + 1 } : { failures: failures + 1 };
    this.#clock.at(this.#clock.now() + pause, () => void this.#attempt({ ...invocation, ...next }));
  }

  #giveUp({ target, payload, failures }: AsyncInvocation, result: InvocationResult): void {
    const settings = this.#async.get(target.settings.name);
    if (settings?.onFailureArn === undefined) return;
    const error = asJson(JSON.parse(result.payload));
    const record = settings.isDestination ? failureRecord(target, payload, error, failures) : payload;
    this.#deliveries.hand(settings.onFailureArn, record, { ErrorMessage: asText(error.errorMessage) ?? '' });
  }

  async #invoke(input: Json, caller?: Caller): Promise<unknown> {
    const target = this.find(required(input, 'FunctionName'));
    const payload = asText(input.Payload) || '{}';
    const type = input.InvocationType ?? 'RequestResponse';
    if (type === 'DryRun') return new RawAnswer(204, '');
    if (type !== 'Event' && type !== 'RequestResponse') {
      throw new AwsError('InvalidParameterValueException', `InvocationType ${String(type)} is unknown.`);
    }
    assertSize(payload, type);
    assertJson(payload);
    if (type === 'Event') {
      this.invokeLater(target.settings.name, payload, caller?.trace);
      return new RawAnswer(202, '');
    }
    const result = await target.invoke(payload, caller?.trace);
    if (result.refused !== undefined) throw refusedError(result);
    const headers = {
      'x-amz-executed-version': '$LATEST',
      ...(result.failed && { 'x-amz-function-error': 'Unhandled' }),
    };
    return new RawAnswer(200, result.payload, headers);
  }
}

const functionPaging = {
  size: 'MaxItems',
  token: 'Marker',
  most: 10_000,
  usual: 50,
  badSize: 'InvalidParameterValueException',
  badToken: 'InvalidParameterValueException',
} as const;

function assertSize(payload: string, type: keyof typeof mostBytes): void {
  if (Buffer.byteLength(payload) <= mostBytes[type]) return;
  const message = `Request must be smaller than ${mostBytes[type]} bytes for the InvokeFunction operation`;
  throw new AwsError('RequestTooLargeException', message, 413);
}

function assertJson(payload: string): void {
  try {
    JSON.parse(payload);
  } catch (error) {
    const message = `Could not parse request body into json: ${String(error)}`;
    throw new AwsError('InvalidRequestContentException', message);
  }
}

function refusedError({ refused }: InvocationResult): AwsError {
  if (refused === 'recursive-loop') {
    return new AwsError('RecursiveInvocationException', 'Lambda has detected your function being invoked in a loop.');
  }
  const reserved = refused === 'reserved-concurrency' ? 'ReservedFunction' : '';
  return new AwsError('TooManyRequestsException', 'Rate Exceeded.', 429, {
    Reason: `${reserved}ConcurrentInvocationLimitExceeded`,
  });
}

function asyncSettings(stack: Stack, name: string): AsyncSettings {
  const configs = stack.ofType('AWS::Lambda::EventInvokeConfig').map((resource) => resource.properties);
  const config = asJson(configs.find(({ FunctionName }) => lastPart(asText(FunctionName) ?? '') === name));
  const resource = stack.ofType('AWS::Lambda::Function').find((candidate) => candidate.name === name);
  const destination = asText(asJson(asJson(config.DestinationConfig).OnFailure).Destination);
  return {
    retries: asNumber(config.MaximumRetryAttempts, 2),
    ageMilliseconds: asNumber(config.MaximumEventAgeInSeconds, longestAge / 1000) * 1000,
    onFailureArn: destination ?? asText(asJson(resource?.properties.DeadLetterConfig).TargetArn),
    isDestination: destination !== undefined,
  };
}

function failureRecord(target: LocalFunction, payload: string, error: Json, attempt: number): string {
  return JSON.stringify({
    version: '1.0',
    requestContext: {
      functionArn: `${target.settings.arn}:$LATEST`,
      condition: 'RetriesExhausted',
      approximateInvokeCount: attempt + 1,
    },
    requestPayload: JSON.parse(payload),
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    responsePayload: error,
  });
}
