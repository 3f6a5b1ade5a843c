import type { StoreFact } from '../commerce/nouns.ts';
import type { SettledFact } from './settled.ts';

/** A fact about a customer: one that the store reported, or the digest of facts that decisions no longer read. */
export type Fact = StoreFact | SettledFact;
