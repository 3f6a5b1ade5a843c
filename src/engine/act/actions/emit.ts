import type { ActionOf } from '../../../model/action.ts';
import type { Perform } from '../action.ts';

/** Puts an event of the journey's own on the bus. Twice is once for a receiver that drops a second one of the same id. */
export const emit: Perform<ActionOf<'emit'>> = async ({ type, detail }, { envelope }, { publish }) => {
  await publish({ type, detail: { ...detail, ...envelope } });
  return { outcome: 'done' };
};
