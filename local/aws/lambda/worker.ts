import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { compileFunction, constants } from 'node:vm';
import { parentPort, workerData } from 'node:worker_threads';
import type { Invocation, InvocationResult, ServiceAnswer, WorkerStart } from './protocol.ts';
import { receiveAnswer, shortenRequests } from './shortcut.ts';
import { setTime } from './worker-time.ts';

type Handler = (event: unknown, context: Record<string, unknown>) => unknown;

const start = workerData as WorkerStart; // what Container gives
shortenRequests(start.endpoint);
const loading = loadHandler(start);
loading.catch(() => {}); // told to every invocation that awaits it

parentPort?.on('message', async (message: Invocation | ServiceAnswer) => {
  if ('call' in message) {
    receiveAnswer(message);
    return;
  }
  setTime(message.now, message.rate);
  process.env._X_AMZN_TRACE_ID = message.trace;
  parentPort?.postMessage(await run(message));
});

async function run(invocation: Invocation): Promise<InvocationResult> {
  try {
    const handler = await loading;
    const result = await handler(JSON.parse(invocation.payload), lambdaContext(invocation));
    return { payload: JSON.stringify(result) ?? 'null', failed: false };
  } catch (error) {
    return { payload: JSON.stringify(describeError(error)), failed: true };
  }
}

function lambdaContext(invocation: Invocation): Record<string, unknown> {
  const deadline = performance.now() + invocation.timeoutMilliseconds;
  return {
    awsRequestId: invocation.requestId,
    functionName: invocation.functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: invocation.functionArn,
    memoryLimitInMB: String(invocation.memoryMegabytes),
    logGroupName: `/aws/lambda/${invocation.functionName}`,
    logStreamName: 'local',
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, Math.round(deadline - performance.now())),
  };
}

function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error), trace: [] };
  return { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? '').split('\n') };
}

async function loadHandler({ directory, handler }: WorkerStart): Promise<Handler> {
  const dot = handler.lastIndexOf('.');
  const exported = (await loadModule(join(directory, handler.slice(0, dot))))[handler.slice(dot + 1)];
  if (typeof exported !== 'function') throw new Error(`${handler} in ${directory} is not a function: see the bundle.`);
  return exported as Handler; // Lambda calls whatever is exported under that name
}

async function loadModule(path: string): Promise<Record<string, unknown>> {
  if (existsSync(`${path}.mjs`)) return import(pathToFileURL(`${path}.mjs`).href);
  return loadCommonJs([`${path}.cjs`, `${path}.js`].find((file) => existsSync(file)) ?? `${path}.js`);
}

/** Loads a file as CommonJS, as Lambda does, even below a package.json that says `"type": "module"`. */
function loadCommonJs(filename: string): Record<string, unknown> {
  const module: { exports: Record<string, unknown> } = { exports: {} };
  const names = ['exports', 'require', 'module', '__filename', '__dirname'];
  const wrapper = compileFunction(readFileSync(filename, 'utf8'), names, {
    filename,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  wrapper(module.exports, createRequire(filename), module, filename, start.directory);
  return module.exports;
}
