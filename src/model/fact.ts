import type { StoreFact } from '../commerce/nouns.ts';
import type { SettledFact } from './settled.ts';

/** What is remembered of a customer: what the store told of, and the digest of what decisions do not read any more. */
export type Fact = StoreFact | SettledFact;
