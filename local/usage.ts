/** What has been used of each service: the figures that a bill is made of. */
export class Usage {
  readonly #calls = new Map<string, number>();
  /** Milliseconds that functions ran, times the gigabytes they were given, over 1,000. */
  gigabyteSeconds = 0;
  invocations = 0;
  /** DynamoDB's request units, as dynalite counts them. */
  readUnits = 0;
  writeUnits = 0;

  /** Counts a request to a service. */
  call(service: string, operation: string): void {
    const name = `${service}.${operation}`;
    this.#calls.set(name, this.calls(name) + 1);
  }

  /** How many requests there were: calls('ses.SendEmail'). */
  calls(name: string): number {
    return this.#calls.get(name) ?? 0;
  }

  /** Counts an invocation of a function. */
  invocation(milliseconds: number, memoryMegabytes: number): void {
    this.invocations += 1;
    this.gigabyteSeconds += (milliseconds / 1000) * (memoryMegabytes / 1024);
  }
}
