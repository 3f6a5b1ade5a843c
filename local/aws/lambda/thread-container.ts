import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { buildSync } from 'esbuild';
import { Container, type ContainerOptions } from './container.ts';
import type { Invocation, InvocationResult, ServiceRequest, WorkerStart } from './protocol.ts';

let known: string | undefined;

/** The code of worker.ts without types, made once: a thread that took them out itself would need twice as long to start. */
function workerCode(): string {
  known ??= buildSync({
    entryPoints: [join(import.meta.dirname, 'worker.ts')],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node24',
    write: false,
  }).outputFiles[0]?.text;
  return known ?? '';
}

/** A container that is a thread of its own: it can be killed whatever its function does. */
export class ThreadContainer extends Container {
  readonly #worker: Worker;

  constructor(options: ContainerOptions) {
    super();
    const { directory, handler, endpoint } = options;
    this.#worker = new Worker(workerCode(), {
      eval: true,
      workerData: { directory, handler, endpoint } satisfies WorkerStart,
      env: options.environment,
      execArgv: ['--disable-warning=ExperimentalWarning'],
      stdout: true,
      stderr: true,
    });
    this.#worker.on('message', (message: InvocationResult | ServiceRequest) => {
      if ('call' in message) void this.#serve(message, options);
      else this.finish(message);
    });
    this.#worker.on('error', (error) => this.die('Runtime.ExitError', `Error: ${String(error)}`));
    this.#worker.on('exit', (code) => this.exited(code));
    for (const stream of [this.#worker.stdout, this.#worker.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => options.onOutput(text));
    }
  }

  protected begin(invocation: Invocation): void {
    this.#worker.postMessage(invocation);
  }

  protected async stop(): Promise<void> {
    await this.#worker.terminate();
  }

  async #serve(request: ServiceRequest, { onCall }: ContainerOptions): Promise<void> {
    const answer = await onCall(request);
    if (this.alive) this.#worker.postMessage(answer);
  }
}
