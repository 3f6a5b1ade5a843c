import { Console } from 'node:console';
import { createRequire } from 'node:module';
import { Writable } from 'node:stream';
import type { Container, ContainerOptions } from './container.ts';
import { FunctionTime } from './function-time.ts';
import { callHandler, fileOf, type Handler, handlerOf, loadCommonJs } from './handler.ts';
import type { Invocation, InvocationResult } from './protocol.ts';

/**
 * A container in the runtime's own thread: the same bundle, with a `process`, a `Date` and a `console` of its own, and no
 * thread between it and the services. A function that never yields cannot be ended, and what a bundle does not hold, but
 * requires, sees the `process` of the runtime.
 */
export class InlineContainer implements Container {
  busy = false;
  alive = true;
  readonly #time = new FunctionTime();
  readonly #environment: Record<string, string>;
  readonly #loading: Promise<Handler>;
  #settle: ((result: InvocationResult) => void) | undefined;
  #requestId = '';
  #retired = false;

  constructor(options: ContainerOptions) {
    this.#environment = { ...options.environment };
    this.#loading = Promise.resolve().then(() => this.#load(options));
    this.#loading.catch(() => {}); // told to every invocation that awaits it
  }

  get isIdle(): boolean {
    return this.alive && !this.busy && !this.#retired;
  }

  invoke(invocation: Invocation): Promise<InvocationResult> {
    const { now, rate, trace, requestId, timeoutMilliseconds } = invocation;
    this.busy = true;
    this.#requestId = requestId;
    this.#time.set(now, rate);
    this.#environment._X_AMZN_TRACE_ID = trace;
    const seconds = (timeoutMilliseconds / 1000).toFixed(2);
    const timer = setTimeout(
      () => this.#die('Sandbox.Timedout', `Error: Task timed out after ${seconds} seconds`),
      timeoutMilliseconds,
    );
    return new Promise((resolve) => {
      const settle = (result: InvocationResult) => {
        clearTimeout(timer);
        resolve(result);
      };
      this.#settle = settle;
      void callHandler(this.#loading, invocation).then((result) => {
        if (this.#settle === settle) this.#finish(result);
      });
    });
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
  }

  #load(options: ContainerOptions): Handler {
    const file = fileOf(options);
    const own = this.#globals(options);
    const load = createRequire(file);
    const loadOwn = (name: string): unknown => (/^(node:)?process$/.test(name) ? own.process : load(name));
    return handlerOf(loadCommonJs(file, options.directory, loadOwn, own), options);
  }

  #globals({ onOutput }: ContainerOptions): { process: NodeJS.Process; Date: DateConstructor; console: Console } {
    const stream = () =>
      new Writable({
        decodeStrings: false,
        write: (chunk: unknown, _encoding, done) => {
          onOutput(String(chunk));
          done();
        },
      });
    const [stdout, stderr] = [stream(), stream()];
    const exit = (code = 0): void =>
      this.#die('Runtime.ExitError', `Error: Runtime exited with error: exit status ${code}`);
    const members = { env: this.#environment, stdout, stderr, exit };
    const own = Object.create(process, Object.getOwnPropertyDescriptors(members));
    return { process: own, Date: this.#time.Date, console: new Console({ stdout, stderr }) };
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
    const errorMessage = `RequestId: ${this.#requestId} ${reason}`;
    this.#finish({ payload: JSON.stringify({ errorType, errorMessage }), failed: true });
  }
}
