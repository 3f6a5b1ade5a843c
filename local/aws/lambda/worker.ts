import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { FunctionTime } from './function-time.ts';
import { callHandler, fileOf, type Handler, handlerOf, loadCommonJs } from './handler.ts';
import type { Invocation, ServiceAnswer, WorkerStart } from './protocol.ts';
import { type AskService, shortenRequests } from './shortcut.ts';

const start = workerData as WorkerStart; // what ThreadContainer gives
const waiting = new Map<number, (answer: ServiceAnswer) => void>();
let calls = 0;

/** Asks the main thread. */
const ask: AskService = (request) =>
  new Promise((resolve) => {
    const call = calls++;
    waiting.set(call, resolve);
    parentPort?.postMessage({ ...request, call });
  });

shortenRequests(start.endpoint, ask);
const time = new FunctionTime();
globalThis.Date = time.Date;
const loading = loadHandler(start);
loading.catch(() => {}); // told to every invocation that awaits it

parentPort?.on('message', async (message: Invocation | ServiceAnswer) => {
  if ('call' in message) {
    waiting.get(message.call)?.(message);
    waiting.delete(message.call);
    return;
  }
  time.set(message.now, message.rate);
  process.env._X_AMZN_TRACE_ID = message.trace;
  parentPort?.postMessage(await callHandler(loading, message));
});

async function loadHandler(place: WorkerStart): Promise<Handler> {
  const file = fileOf(place);
  const exported = file.endsWith('.mjs') ? await import(pathToFileURL(file).href) : loadCommonJs(file, place.directory);
  return handlerOf(exported, place);
}
