import type { Invocation, InvocationResult, ServiceAnswer, ServiceRequest, WorkerStart } from './protocol.ts';

/** A container's code and environment, and the destination of its console output. */
export interface ContainerOptions extends WorkerStart {
  readonly environment: Readonly<Record<string, string>>;
  onOutput(text: string): void;
  /** Answers the function's requests to AWS APIs. */
  onCall(request: ServiceRequest): Promise<ServiceAnswer>;
}

/** A warm Lambda container: it takes one invocation at a time until it dies. */
export interface Container {
  /** True while an invocation runs. */
  busy: boolean;
  readonly alive: boolean;
  /** True if it can take an invocation. */
  readonly isIdle: boolean;
  /** Runs one invocation. Never rejects: a crash or a time-out is a failed result, as Lambda reports it. */
  invoke(invocation: Invocation): Promise<InvocationResult>;
  /** Lets it finish what it does, and no more. */
  retire(): void;
  /** Ends it as if the machine under it had failed; what it was doing fails. */
  kill(): void;
  /** Ends it and waits until it is gone. */
  terminate(): Promise<void>;
}
