import type { Position } from '../model/position.ts';
import type { Saying } from '../reading/saying.ts';

/** Something in a journey that can be run, and is probably not what its author meant. */
export interface Doubt {
  readonly at: Position;
  readonly message: Saying;
  readonly suggestion: Saying;
}
