import type { Json } from '../json.ts';
import type {
  DirectRequest,
  Invocation,
  InvocationResult,
  ServiceAnswer,
  ServiceRequest,
  WorkerStart,
} from './protocol.ts';

/** A container's code and environment, and the destination of its console output. */
export interface ContainerOptions extends WorkerStart {
  readonly environment: Readonly<Record<string, string>>;
  onOutput(text: string): void;
  /** Answers the function's requests to AWS APIs. */
  onCall(request: ServiceRequest): Promise<ServiceAnswer>;
  /** Answers those of its requests that need not be made. */
  answerDirectly(request: Omit<DirectRequest, 'functionName'>): Promise<Json | undefined>;
}

/** A warm Lambda container: it takes one invocation at a time until it dies. */
export abstract class Container {
  /** True while an invocation runs. */
  busy = false;
  alive = true;
  #settle: ((result: InvocationResult) => void) | undefined;
  #requestId = '';
  #retired = false;

  /** Hands an invocation to the function, which ends in {@link finish} unless the container dies before. */
  protected abstract begin(invocation: Invocation): void;

  /** Ends what the function runs in. */
  protected abstract stop(): Promise<void>;

  /** True if it can take an invocation. */
  get isIdle(): boolean {
    return this.alive && !this.busy && !this.#retired;
  }

  /** Runs one invocation. Never rejects: a crash or a time-out is a failed result, as Lambda reports it. */
  invoke(invocation: Invocation): Promise<InvocationResult> {
    const { requestId, timeoutMilliseconds } = invocation;
    this.busy = true;
    this.#requestId = requestId;
    const seconds = (timeoutMilliseconds / 1000).toFixed(2);
    const timer = setTimeout(
      () => this.die('Sandbox.Timedout', `Error: Task timed out after ${seconds} seconds`),
      timeoutMilliseconds,
    );
    return new Promise((resolve) => {
      this.#settle = (result) => {
        clearTimeout(timer);
        resolve(result);
      };
      this.begin(invocation);
    });
  }

  /** Lets it finish what it does, and no more. */
  retire(): void {
    this.#retired = true;
    if (!this.busy) this.kill();
  }

  /** Ends it as if the machine under it had failed; what it was doing fails. */
  kill(): void {
    this.die('Runtime.ExitError', 'Error: Runtime exited with error: signal: killed');
  }

  /** Ends it and waits until it is gone. */
  async terminate(): Promise<void> {
    this.kill();
    await this.stop();
  }

  protected finish(result: InvocationResult): void {
    this.busy = false;
    const settle = this.#settle;
    this.#settle = undefined;
    settle?.(result);
    if (this.#retired) this.kill();
  }

  protected die(errorType: string, reason: string): void {
    if (!this.alive) return;
    this.alive = false;
    void this.stop();
    const errorMessage = `RequestId: ${this.#requestId} ${reason}`;
    this.finish({ payload: JSON.stringify({ errorType, errorMessage }), failed: true });
  }

  protected exited(code: number): void {
    this.die('Runtime.ExitError', `Error: Runtime exited with error: exit status ${code}`);
  }
}
