/** What the worker of a function is started with. */
export interface WorkerStart {
  /** The directory of the unzipped code, and the handler within it: index.handler. */
  readonly directory: string;
  readonly handler: string;
}

/** One invocation, as it goes to the worker. */
export interface Invocation {
  readonly requestId: string;
  /** The event, as JSON. */
  readonly payload: string;
  /** The present time of the local clock, and how fast it runs (0: it stands still while the function runs). */
  readonly now: number;
  readonly rate: number;
  readonly functionName: string;
  readonly functionArn: string;
  readonly memoryMegabytes: number;
  readonly timeoutMilliseconds: number;
}

/** What the function gave back, as JSON; `failed` when it threw. */
export interface InvocationResult {
  readonly payload: string;
  readonly failed: boolean;
}
