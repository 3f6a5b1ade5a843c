const RealDate = Date;

let base: number | undefined;
let anchor = 0;
let rate = 1;

/** Sets what this worker's Date says: from `now` on, `perMillisecond` milliseconds per real one. Timers stay real. */
export function setTime(now: number, perMillisecond: number): void {
  base = now;
  anchor = performance.now();
  rate = perMillisecond;
}

const realNow = RealDate.now.bind(RealDate);

function now(): number {
  return base === undefined ? realNow() : Math.floor(base + (performance.now() - anchor) * rate);
}

RealDate.now = now;
globalThis.Date = new Proxy(RealDate, {
  construct: (target, parameters, newTarget) =>
    Reflect.construct(target, parameters.length === 0 ? [now()] : parameters, newTarget),
  apply: () => new RealDate(now()).toString(),
});
