import type { Position } from '../model/position.ts';
import type { Said } from '../reading/saying.ts';

/** Something in a journey that can be run, and is probably not what its author meant. */
export interface Doubt {
  readonly at: Position;
  readonly message: Said;
  readonly suggestion: Said;
}
