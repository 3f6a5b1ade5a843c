import type { Json } from '../json.ts';

/** The start parameters of a function's worker. */
export interface WorkerStart {
  /** The directory of the unzipped code, and the handler within it: index.handler. */
  readonly directory: string;
  readonly handler: string;
  /** The address of the local server, whose AWS APIs are reached without a socket. */
  readonly endpoint: string;
}

/** One invocation, as it goes to the worker. */
export interface Invocation {
  readonly requestId: string;
  /** The event, as JSON. */
  readonly payload: string;
  /** The present time of the local clock, and its speed (0: it is stopped while the function runs). */
  readonly now: number;
  readonly rate: number;
  /** X-Ray's header, which the SDK hands on to what it calls. */
  readonly trace: string;
  readonly functionName: string;
  readonly functionArn: string;
  readonly memoryMegabytes: number;
  readonly timeoutMilliseconds: number;
}

/** The function's result, as JSON; `failed` when it threw, or was never called. */
export interface InvocationResult {
  readonly payload: string;
  readonly failed: boolean;
  /** Why Lambda did not call it: the quota that it would have passed, or the loop that it goes round in. */
  readonly refused?: LambdaRefusal;
}

/** Lambda's reasons not to call a function. */
export type LambdaRefusal = 'account-concurrency' | 'reserved-concurrency' | 'recursive-loop';

/** A request to an AWS API, as it goes from the worker to the runtime. */
export interface ServiceRequest {
  readonly call: number;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Its answer; without a status when the connection is lost. */
export interface ServiceAnswer {
  readonly call: number;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A request as a client of the SDK has it before it writes, signs and sends it. */
export interface DirectRequest {
  /** The service as the SDK names it: `DynamoDB`. */
  readonly service: string;
  readonly operation: string;
  /** The input of the SDK's command. */
  readonly input: Json;
  readonly functionName: string;
  /** X-Ray's header of the invocation that makes it. */
  readonly trace: string | undefined;
}
