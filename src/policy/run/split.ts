import { createHash } from 'node:crypto';
import type { CompiledSendStep } from '../../model/step.ts';

/**
 * The arm of a split that a run takes: the same whenever it is asked, and for all runs together in proportion to
 * the weights.
 * @param weights of the arms, in their order; at least one is above 0
 */
export function armOfSplit(run: string, step: string, weights: readonly number[]): number {
  const hash = createHash('sha256').update(`${run}\0${step}`).digest();
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  let place = (hash.readUIntBE(0, 6) / 2 ** 48) * all;
  return weights.findIndex((weight) => {
    place -= weight;
    return place < 0;
  });
}

/** The message that a run gets at a step: which of several variants, the hash of run and step says, as in a split. */
export function messageOf(
  run: string,
  { id, message, variants }: Pick<CompiledSendStep, 'id' | 'message' | 'variants'>,
): string {
  const weights = variants?.map(({ weight }) => weight);
  return (weights && variants?.[armOfSplit(run, id, weights)]?.message) ?? message;
}
