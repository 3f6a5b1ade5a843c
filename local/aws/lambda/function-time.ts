const RealDate = Date;
const realNow = RealDate.now.bind(RealDate);

/** The local time as a function reads it: its own `Date`. Timers stay real. */
export class FunctionTime {
  /** In the place of the global of that name. */
  readonly Date: DateConstructor;
  #base: number | undefined;
  #anchor = 0;
  #rate = 1;

  constructor() {
    const now = () => this.#now();
    this.Date = new Proxy(RealDate, {
      construct: (target, parameters, newTarget) =>
        Reflect.construct(target, parameters.length === 0 ? [now()] : parameters, newTarget),
      apply: () => new RealDate(now()).toString(),
      get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
    });
  }

  /** Sets what the date says: from `now` on, `rate` milliseconds per real one. */
  set(now: number, rate: number): void {
    this.#base = now;
    this.#anchor = performance.now();
    this.#rate = rate;
  }

  #now(): number {
    return this.#base === undefined
      ? realNow()
      : Math.floor(this.#base + (performance.now() - this.#anchor) * this.#rate);
  }
}
