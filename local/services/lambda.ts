import { lastPart } from '../account.ts';
import { asJson, asNumber, asText, type Json } from '../json.ts';
import type { LocalFunction } from '../lambda/function.ts';
import type { Stack } from '../template/stack.ts';
import type { VirtualClock } from '../virtual-clock.ts';
import type { Deliveries } from './delivery.ts';
import { AwsError, type Operation, RawAnswer, required, type Service } from './service.ts';

/** What happens to an asynchronous invocation that fails: how often again, and where it goes at last. */
interface AsyncSettings {
  readonly retries: number;
  readonly onFailureArn: string | undefined;
  /** Whether the dead letter is the whole invocation record (a destination) or the event (a dead-letter queue). */
  readonly isDestination: boolean;
}

/** Lambda waits a minute before the first retry of an asynchronous invocation, two before the second. */
const retryPauses = [60_000, 120_000];

/** The functions of the stack, and the Lambda API on them. */
export class Lambda implements Service {
  readonly id = 'lambda';
  readonly operations: Readonly<Record<string, Operation>>;
  readonly functions: readonly LocalFunction[];
  readonly #async: ReadonlyMap<string, AsyncSettings>;
  readonly #deliveries: Deliveries;
  readonly #clock: VirtualClock;

  constructor(stack: Stack, functions: readonly LocalFunction[], deliveries: Deliveries, clock: VirtualClock) {
    this.functions = functions;
    this.#deliveries = deliveries;
    this.#clock = clock;
    this.#async = new Map(functions.map(({ settings }) => [settings.name, asyncSettings(stack, settings.name)]));
    this.operations = {
      Invoke: (input) => this.#invoke(input),
      ListFunctions: () => ({ Functions: functions.map(describe) }),
      GetFunction: (input) => ({ Configuration: describe(this.find(required(input, 'FunctionName'))) }),
      GetFunctionConfiguration: (input) => describe(this.find(required(input, 'FunctionName'))),
    };
  }

  /** The function by name, ARN or `account:function:name`, with or without a qualifier. @throws AwsError when there is none */
  find(nameOrArn: string): LocalFunction {
    const name = /(?<=:function:)[^:]+/.exec(nameOrArn)?.[0] ?? nameOrArn.split(':')[0];
    const found = this.functions.find((candidate) => candidate.settings.name === name);
    if (found !== undefined) return found;
    const known = this.functions.map((candidate) => candidate.settings.name).join(', ');
    throw new AwsError('ResourceNotFoundException', `Function not found: ${nameOrArn}. There are: ${known}.`, 404);
  }

  /** Invokes asynchronously: two retries, then the function's destination or dead-letter queue, if it has one. */
  invokeLater(nameOrArn: string, payload: string): void {
    void this.#attempt(this.find(nameOrArn), payload, 0);
  }

  async #attempt(target: LocalFunction, payload: string, attempt: number): Promise<void> {
    const result = await target.invoke(payload);
    if (!result.failed) return;
    const settings = this.#async.get(target.settings.name);
    if (attempt < (settings?.retries ?? 0)) {
      const pause = retryPauses[attempt] ?? 120_000;
      this.#clock.at(this.#clock.now() + pause, () => void this.#attempt(target, payload, attempt + 1));
    } else if (settings?.onFailureArn !== undefined) {
      const error = asJson(JSON.parse(result.payload));
      const record = settings.isDestination ? failureRecord(target, payload, error, attempt) : payload;
      this.#deliveries.hand(settings.onFailureArn, record, { ErrorMessage: asText(error.errorMessage) ?? '' });
    }
  }

  async #invoke(input: Json): Promise<unknown> {
    const target = this.find(required(input, 'FunctionName'));
    const payload = asText(input.Payload) || '{}';
    if (input.InvocationType === 'DryRun') return new RawAnswer(204, '');
    if (input.InvocationType === 'Event') {
      this.invokeLater(target.settings.name, payload);
      return new RawAnswer(202, '');
    }
    const result = await target.invoke(payload);
    const headers = {
      'x-amz-executed-version': '$LATEST',
      ...(result.failed && { 'x-amz-function-error': 'Unhandled' }),
    };
    return new RawAnswer(200, result.payload, headers);
  }
}

function asyncSettings(stack: Stack, name: string): AsyncSettings {
  const configs = stack.ofType('AWS::Lambda::EventInvokeConfig').map((resource) => resource.properties);
  const config = asJson(configs.find(({ FunctionName }) => lastPart(asText(FunctionName) ?? '') === name));
  const resource = stack.ofType('AWS::Lambda::Function').find((candidate) => candidate.name === name);
  const destination = asText(asJson(asJson(config.DestinationConfig).OnFailure).Destination);
  return {
    retries: asNumber(config.MaximumRetryAttempts, 2),
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

function describe({ settings }: LocalFunction): Json {
  return {
    FunctionName: settings.name,
    FunctionArn: settings.arn,
    Runtime: 'nodejs24.x',
    Handler: settings.handler,
    Timeout: settings.timeoutMilliseconds / 1000,
    MemorySize: settings.memoryMegabytes,
    State: 'Active',
  };
}
