import { StateFailure } from './errors.ts';

/** The most bytes that a state or a task may hand on. */
const LARGEST_PAYLOAD = 262_144;

/** Throws States.DataLimitExceeded when a value is too large to be handed on by `name`. */
export function assertSize(value: unknown, name: string): void {
  assertTextSize(JSON.stringify(value), name);
}

/** Like assertSize, for a value that is JSON text already. */
export function assertTextSize(json: string, name: string): void {
  if (json.length * 3 <= LARGEST_PAYLOAD || Buffer.byteLength(json) <= LARGEST_PAYLOAD) return;
  throw new StateFailure(
    'States.DataLimitExceeded',
    `The state/task '${name}' returned a result with a size exceeding the maximum number of bytes service limit.`,
  );
}
