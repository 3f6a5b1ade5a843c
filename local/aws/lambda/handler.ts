import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { compileFunction, constants } from 'node:vm';
import type { Invocation, InvocationResult } from './protocol.ts';

/** A function's exported handler. */
export type Handler = (event: unknown, context: Record<string, unknown>) => unknown;

/** The directory of the unzipped code, and the handler within it: index.handler. */
export interface HandlerPlace {
  readonly directory: string;
  readonly handler: string;
}

/** The names that a bundle finds beside those of CommonJS, in the place of the globals of these names. */
export type OwnGlobals = Readonly<Record<string, unknown>>;

/** Calls the handler once it is loaded. Never rejects: what it throws is a failed result. */
export async function callHandler(loading: Promise<Handler>, invocation: Invocation): Promise<InvocationResult> {
  try {
    const handler = await loading;
    const result = await handler(JSON.parse(invocation.payload), lambdaContext(invocation));
    return { payload: JSON.stringify(result) ?? 'null', failed: false };
  } catch (error) {
    return { payload: JSON.stringify(describeError(error)), failed: true };
  }
}

/** The file that holds the handler. */
export function fileOf({ directory, handler }: HandlerPlace): string {
  const path = join(directory, handler.slice(0, handler.lastIndexOf('.')));
  return ['.mjs', '.cjs', '.js'].map((ending) => path + ending).find((file) => existsSync(file)) ?? `${path}.js`;
}

/** The handler of a module. @throws Error when the module exports no such function */
export function handlerOf(exported: Record<string, unknown>, { directory, handler }: HandlerPlace): Handler {
  const found = exported[handler.slice(handler.lastIndexOf('.') + 1)];
  if (typeof found !== 'function') throw new Error(`${handler} in ${directory} is not a function: see the bundle.`);
  return found as Handler; // Lambda calls whatever is exported under that name
}

/** Loads a file as CommonJS, as Lambda does, even below a package.json that says `"type": "module"`. */
export function loadCommonJs(
  filename: string,
  directory: string,
  load: (name: string) => unknown = createRequire(filename),
  own: OwnGlobals = {},
): Record<string, unknown> {
  const module: { exports: Record<string, unknown> } = { exports: {} };
  const names = ['exports', 'require', 'module', '__filename', '__dirname', ...Object.keys(own)];
  const wrapper = compileFunction(readFileSync(filename, 'utf8'), names, {
    filename,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  wrapper(module.exports, load, module, filename, directory, ...Object.values(own));
  return module.exports;
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
