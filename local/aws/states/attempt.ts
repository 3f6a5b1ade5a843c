import { StateFailure, TaskFailure } from './errors.ts';
import type { TaskCall } from './host.ts';
import { assertTextSize } from './limits.ts';
import type { Resource } from './resource.ts';
import type { Settle } from './scope.ts';
import type { TaskEvents, TaskLimits } from './task-events.ts';
import type { TokenHolder, Visit } from './visit.ts';

/** Everything that one call of a resource needs. */
export interface AttemptPlan {
  visit: Visit;
  resource: Resource;
  events: TaskEvents;
  limits: TaskLimits;
  parameters: unknown;
}

/** Calls a resource once and resolves with its result. Throws StateFailure: the task's own, or States.Timeout. */
export function attemptTask(plan: AttemptPlan): Promise<unknown> {
  const { trail, scope } = plan.visit.lane;
  plan.events.scheduled(trail, plan.parameters, plan.limits);
  return scope.suspend((settle) => new Attempt(plan, settle).begin());
}

/** A call under way. The first of answer, token, time-out and cancellation ends it; what comes later is ignored. */
class Attempt implements TokenHolder {
  readonly #plan: AttemptPlan;
  readonly #settle: Settle<unknown>;
  #open = true;
  #cancelTimeout = () => {};
  #cancelHeartbeat = () => {};

  constructor(plan: AttemptPlan, settle: Settle<unknown>) {
    this.#plan = plan;
    this.#settle = settle;
  }

  /** Makes the call and returns how to abandon it. */
  begin(): () => void {
    const { visit, resource, limits, parameters } = this.#plan;
    const { run, trail } = visit.lane;
    this.#cancelTimeout = this.#after(limits.timeoutSeconds, () => this.#timeOut());
    this.beat();
    const token = this.#token();
    if (token !== undefined) run.tokens.set(token, this);
    if (resource.ends === 'job') this.#plan.events.submitted(trail, {});
    const call: TaskCall = {
      resource: resource.text,
      parameters,
      ...(token !== undefined && { taskToken: token }),
      execution: run.arn,
      state: visit.name,
      attempt: visit.retries,
    };
    run.host.invokeTask(call).then(
      (output) => this.#answered(output),
      (thrown: unknown) => this.#end(() => this.#failed(failureOf(thrown))),
    );
    return () => this.#close();
  }

  succeed(output: unknown): boolean {
    return this.#end(() => this.#succeeded(output));
  }

  fail(error: string | undefined, cause: string | undefined): boolean {
    return this.#end(() => this.#failed(new StateFailure(error, cause)));
  }

  /** Restarts the heartbeat's time. */
  beat(): boolean {
    if (!this.#open) return false;
    this.#cancelHeartbeat();
    const late = () => this.#timeOut('States.HeartbeatTimeout');
    this.#cancelHeartbeat = this.#after(this.#plan.limits.heartbeatSeconds, late);
    return true;
  }

  #answered(output: unknown): void {
    const { visit, events, resource } = this.#plan;
    if (resource.ends !== 'token') this.#end(() => this.#succeeded(output));
    else if (this.#open) events.submitted(visit.lane.trail, output);
  }

  /** Hands the result on as the service would: through JSON, and only up to its limit. */
  #succeeded(output: unknown): void {
    const { visit, events, resource } = this.#plan;
    const json = JSON.stringify(output ?? null);
    try {
      assertTextSize(json, resource.kind === 'lambda' ? resource.text : resource.service);
    } catch (thrown) {
      this.#failed(visit.failureOf(thrown));
      return;
    }
    const result: unknown = JSON.parse(json);
    events.succeeded(visit.lane.trail, result);
    this.#settle.resolve(result);
  }

  #failed(failure: StateFailure): void {
    this.#plan.events.failed(this.#plan.visit.lane.trail, failure);
    this.#settle.reject(failure);
  }

  #timeOut(alias?: string): void {
    this.#end(() => {
      const failure = new StateFailure('States.Timeout', undefined, alias);
      this.#plan.events.timedOut(this.#plan.visit.lane.trail, failure);
      this.#settle.reject(failure);
    });
  }

  #end(settle: () => void): boolean {
    if (!this.#open) return false;
    this.#close();
    settle();
    return true;
  }

  #close(): void {
    const { visit } = this.#plan;
    this.#open = false;
    this.#cancelTimeout();
    this.#cancelHeartbeat();
    const token = this.#token();
    if (token !== undefined) visit.lane.run.tokens.delete(token);
  }

  /** The token that ends the task; a job shows one in its context, but ends by itself. */
  #token(): string | undefined {
    return this.#plan.resource.ends === 'token' ? this.#plan.visit.token : undefined;
  }

  #after(seconds: number | undefined, action: () => void): () => void {
    if (seconds === undefined) return () => {};
    const { clock } = this.#plan.visit.lane.run;
    return clock.at(clock.now() + seconds * 1000, action);
  }
}

/** A host that breaks rather than reporting a TaskFailure fails the task; its message becomes the cause. */
function failureOf(thrown: unknown): StateFailure {
  if (thrown instanceof TaskFailure) return new StateFailure(thrown.error, thrown.cause);
  return new StateFailure('States.TaskFailed', thrown instanceof Error ? thrown.message : String(thrown));
}
