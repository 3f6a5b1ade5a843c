import { Worker } from 'node:worker_threads';
import type { Container, ContainerOptions } from './container.ts';
import type { Invocation, InvocationResult, ServiceRequest, WorkerStart } from './protocol.ts';

/** A container that is a thread of its own: it can be killed whatever its function does. */
export class ThreadContainer implements Container {
  busy = false;
  alive = true;
  readonly #worker: Worker;
  #settle: ((result: InvocationResult) => void) | undefined;
  #requestId = '';
  #retired = false;

  constructor(options: ContainerOptions) {
    const { directory, handler, endpoint } = options;
    this.#worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: { directory, handler, endpoint } satisfies WorkerStart,
      env: options.environment,
      execArgv: ['--disable-warning=ExperimentalWarning'],
      stdout: true,
      stderr: true,
    });
    this.#worker.on('message', (message: InvocationResult | ServiceRequest) => {
      if ('call' in message) void this.#serve(message, options);
      else this.#finish(message);
    });
    this.#worker.on('error', (error) => this.#die('Runtime.ExitError', `Error: ${String(error)}`));
    this.#worker.on('exit', (code) =>
      this.#die('Runtime.ExitError', `Error: Runtime exited with error: exit status ${code}`),
    );
    for (const stream of [this.#worker.stdout, this.#worker.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => options.onOutput(text));
    }
  }

  invoke(invocation: Invocation): Promise<InvocationResult> {
    this.busy = true;
    this.#requestId = invocation.requestId;
    const seconds = (invocation.timeoutMilliseconds / 1000).toFixed(2);
    const timer = setTimeout(
      () => this.#die('Sandbox.Timedout', `Error: Task timed out after ${seconds} seconds`),
      invocation.timeoutMilliseconds,
    );
    return new Promise((resolve) => {
      this.#settle = (result) => {
        clearTimeout(timer);
        resolve(result);
      };
      this.#worker.postMessage(invocation);
    });
  }

  get isIdle(): boolean {
    return this.alive && !this.busy && !this.#retired;
  }

  retire(): void {
    this.#retired = true;
    if (!this.busy) this.kill();
  }

  kill(): void {
    this.#die('Runtime.ExitError', 'Error: Runtime exited with error: signal: killed');
  }

  async terminate(): Promise<void> {
    this.kill();
    await this.#worker.terminate();
  }

  async #serve(request: ServiceRequest, { onCall }: ContainerOptions): Promise<void> {
    const answer = await onCall(request);
    if (this.alive) this.#worker.postMessage(answer);
  }

  #finish(result: InvocationResult): void {
    this.busy = false;
    const settle = this.#settle;
    this.#settle = undefined;
    settle?.(result);
    if (this.#retired) this.kill();
  }

  #die(errorType: string, reason: string): void {
    if (!this.alive) return;
    this.alive = false;
    void this.#worker.terminate();
    const errorMessage = `RequestId: ${this.#requestId} ${reason}`;
    this.#finish({ payload: JSON.stringify({ errorType, errorMessage }), failed: true });
  }
}
