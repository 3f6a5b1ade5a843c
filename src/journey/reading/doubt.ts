import type { Position } from '../model/position.ts';
import type { Saying } from './saying.ts';

/** Something in a file that can be used, and is probably not what its author meant. */
export interface Doubt {
  readonly at: Position;
  readonly message: Saying;
  readonly suggestion: Saying;
}
