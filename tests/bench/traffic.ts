import type { Call } from '../../local/aws/faults.ts';
import type { Runtime } from '../../local/aws/runtime.ts';

/** One request to an AWS API. */
export interface Request extends Pick<Call, 'service' | 'operation' | 'input'> {
  /** The function that asked, without the stage's prefix; `store` for what came from outside. */
  readonly by: string;
  /** Whether it succeeded: a write whose condition did not hold did not. */
  succeeded: boolean;
}

/** Listens to every API request, from now until `stop`. */
export function recordTraffic({ faults }: Runtime): { readonly requests: readonly Request[]; stop(): void } {
  const requests: Request[] = [];
  const open = new Map<object, Request>();
  const stop = faults.add(({ phase, service, operation, input, functionName }) => {
    if (service === 'delivery') return 'pass'; // between services: no API request
    if (phase === 'after') {
      const request = open.get(input);
      if (request) request.succeeded = true;
      return 'pass';
    }
    const by = functionName?.replace('aftercart-', '') ?? 'store';
    const request = { by, service, operation, input, succeeded: false };
    open.set(input, request);
    requests.push(request);
    return 'pass';
  });
  return { requests, stop };
}
