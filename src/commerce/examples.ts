import type { EventDetail, EventType } from './events.ts';
import { nounExamples } from './nouns.ts';

/** One realistic detail of every event. The documentation shows them, and tests read them. */
export const eventExamples = Object.assign({}, ...Object.values(nounExamples)) as {
  readonly [T in EventType]: EventDetail<T>; // all nouns' examples together
};
