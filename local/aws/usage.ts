/** For so long Lambda keeps an environment that has nothing to do, in milliseconds: five minutes at least, by experience. */
const keptWarm = 5 * 60_000;

/** A call of a function: how long it took and how much memory it had, which function, and when in local time. */
export interface InvocationUsage {
  readonly milliseconds: number;
  readonly memoryMegabytes: number;
  readonly name: string;
  readonly at: number;
}

/** The use of each service: the figures that a bill is made of. */
export class Usage {
  readonly #calls = new Map<string, number>();
  /** When each environment of a function is free again, in local time. */
  readonly #environments = new Map<string, number[]>();
  /** Milliseconds that functions ran, times the gigabytes they were given, over 1,000. */
  gigabyteSeconds = 0;
  invocations = 0;
  /** Invocations that find no environment of their function warm and free: each begins with a cold start. */
  coldStarts = 0;
  readonly #coldStartsOf = new Map<string, number>();
  coldGigabytes = 0;
  /** The size of the functions' logs. */
  loggedBytes = 0;
  /** DynamoDB's request units, as dynalite counts them. */
  readUnits = 0;
  writeUnits = 0;

  /** Counts a request to a service, and by which function it was made, if by one. */
  call(service: string, operation: string, by?: string): void {
    const name = `${service}.${operation}`;
    for (const each of by === undefined ? [name] : [name, `${by} ${name}`]) this.#calls.set(each, this.calls(each) + 1);
  }

  /** The number of requests: calls('ses.SendEmail'). */
  calls(name: string): number {
    return this.#calls.get(name) ?? 0;
  }

  /** The number of requests by a function. */
  callsBy(functionName: string, name: string): number {
    return this.calls(`${functionName} ${name}`);
  }

  /** Counts an invocation of a function. */
  invocation({ milliseconds, memoryMegabytes, name, at }: InvocationUsage): void {
    const gigabytes = memoryMegabytes / 1024;
    this.invocations += 1;
    this.gigabyteSeconds += (milliseconds / 1000) * gigabytes;
    const warm = (this.#environments.get(name) ?? []).filter((free) => at - free <= keptWarm);
    const idle = warm.findIndex((free) => free <= at);
    if (idle === -1) {
      this.coldStarts += 1;
      this.#coldStartsOf.set(name, this.coldStartsOf(name) + 1);
      this.coldGigabytes += gigabytes;
    } else warm.splice(idle, 1);
    this.#environments.set(name, [...warm, at + milliseconds]);
  }

  /** The number of a function's invocations that began with a cold start. */
  coldStartsOf(name: string): number {
    return this.#coldStartsOf.get(name) ?? 0;
  }

  /** Counts what a function wrote. */
  logged(text: string): void {
    this.loggedBytes += Buffer.byteLength(text);
  }
}
