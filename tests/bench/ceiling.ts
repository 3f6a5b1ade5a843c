import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Worker } from 'node:worker_threads';
import type { Request } from './traffic.ts';

/** What a thread of the ceiling is started with. */
export interface Replay {
  readonly endpoint: string;
  readonly requests: readonly Pick<Request, 'operation' | 'input'>[];
  readonly inFlight: number;
}

/** As many threads as the local runtime has containers of a function, each with as many requests as fit a batch. */
const threads = 2;
const inFlight = 10;

/**
 * Sends the same requests with the bare SDK to a server that does nothing: what no program that makes these requests
 * over HTTP can beat on this machine.
 * @returns milliseconds for all of them
 */
export async function measureCeiling(requests: readonly Request[]): Promise<number> {
  const server = createServer((request, response) => request.resume().on('end', () => response.end('{}')));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // listening on TCP
  const workers = Array.from({ length: threads }, (_, thread) => {
    const share = requests.filter((_request, index) => index % threads === thread);
    const workerData: Replay = {
      endpoint,
      inFlight,
      requests: share.map(({ operation, input }) => ({ operation, input })),
    };
    return new Worker(new URL('./ceiling-worker.ts', import.meta.url), { workerData });
  });
  await Promise.all(workers.map((worker) => once(worker, 'message')));
  const start = performance.now();
  for (const worker of workers) worker.postMessage('go');
  await Promise.all(workers.map((worker) => once(worker, 'message')));
  const milliseconds = performance.now() - start;
  await Promise.all(workers.map((worker) => worker.terminate()));
  server.closeAllConnections();
  server.close();
  return milliseconds;
}
