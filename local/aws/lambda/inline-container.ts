import { Console } from 'node:console';
import { createRequire } from 'node:module';
import { Writable } from 'node:stream';
import type { Json } from '../json.ts';
import { Container, type ContainerOptions } from './container.ts';
import { FunctionTime } from './function-time.ts';
import { callHandler, fileOf, type Handler, handlerOf, loadCommonJs, type OwnGlobals } from './handler.ts';
import type { Invocation } from './protocol.ts';

/**
 * A container in the runtime's own thread: the same bundle, with a `process`, a `Date` and a `console` of its own, and no
 * thread between it and the services. A function that never yields cannot be ended, and what a bundle does not hold, but
 * requires, sees the `process` of the runtime.
 */
export class InlineContainer extends Container {
  readonly #time = new FunctionTime();
  readonly #environment: Record<string, string>;
  readonly #loading: Promise<Handler>;

  constructor(options: ContainerOptions) {
    super();
    this.#environment = { ...options.environment };
    this.#loading = Promise.resolve().then(() => this.#load(options));
    this.#loading.catch(() => {}); // told to every invocation that awaits it
  }

  protected begin(invocation: Invocation): void {
    this.#time.set(invocation.now, invocation.rate);
    this.#environment._X_AMZN_TRACE_ID = invocation.trace;
    void callHandler(this.#loading, invocation).then((result) => {
      if (this.alive) this.finish(result);
    });
  }

  protected async stop(): Promise<void> {
    // Nothing can end what runs in this thread: its result is ignored.
  }

  #load(options: ContainerOptions): Handler {
    const file = fileOf(options);
    const own = this.#globals(options);
    const load = createRequire(file);
    const loadOwn = (name: string): unknown => (/^(node:)?process$/.test(name) ? own.process : load(name));
    return handlerOf(loadCommonJs(file, options.directory, loadOwn, own), options);
  }

  #globals({ onOutput, answerDirectly }: ContainerOptions): OwnGlobals & { readonly process: NodeJS.Process } {
    const stream = () =>
      new Writable({
        decodeStrings: false,
        write: (chunk: unknown, _encoding, done) => {
          onOutput(String(chunk));
          done();
        },
      });
    const [stdout, stderr] = [stream(), stream()];
    const answer = (service: string, operation: string, input: Json) =>
      answerDirectly({ service, operation, input, trace: this.#environment._X_AMZN_TRACE_ID });
    const exit = (code = 0): void => this.exited(code);
    const members = { env: this.#environment, stdout, stderr, exit };
    const own = Object.create(process, Object.getOwnPropertyDescriptors(members));
    const console = new Console({ stdout, stderr });
    return { process: own, Date: this.#time.Date, console, answerDirectly: answer };
  }
}
