import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { ServiceAnswer, ServiceRequest } from '../../local/aws/lambda/protocol.ts';
import { cpuOf } from './cpu-of.ts';
import type { Request } from './traffic.ts';

/** What the thread that makes the requests is started with. */
export interface Replay {
  readonly requests: readonly Pick<Request, 'service' | 'operation' | 'input'>[];
  readonly inFlight: number;
}

/** As many requests as a batch of a queue leads to at once. */
const inFlight = 10;

/**
 * Makes the same requests with the bare SDK from a worker thread, as functions do, to a main thread that answers at once
 * and does nothing: what no program that makes these requests here can beat.
 * @returns milliseconds of CPU for all of them
 */
export async function measureBareRequests(requests: readonly Request[]): Promise<number> {
  const replayed = requests.filter(({ service }) => service !== 'delivery');
  const workerData: Replay = {
    inFlight,
    requests: replayed.map(({ service, operation, input }) => ({ service, operation, input })),
  };
  const worker = new Worker(new URL('./bare-requests-worker.ts', import.meta.url), { workerData });
  worker.on('message', (message: ServiceRequest | string) => {
    if (typeof message === 'string') worker.emit(message);
    else worker.postMessage(answerTo(message));
  });
  await once(worker, 'ready');
  const cpu = await cpuOf(async () => {
    worker.postMessage('go');
    await once(worker, 'done');
  });
  await worker.terminate();
  return cpu;
}

function answerTo({ call }: ServiceRequest): ServiceAnswer {
  return { call, status: 200, headers: { 'content-type': 'application/json' }, body: '{}' };
}
