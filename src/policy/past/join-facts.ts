import { laterOf } from '../../commerce/join.ts';
import { type FactKind, type FactsByKind, nounFacts } from '../../commerce/nouns.ts';
import type { Fact } from '../../model/fact.ts';
import type { SettledFact } from '../../model/settled.ts';

const joins: { readonly [K in FactKind]: { join(one: FactsByKind[K], other: FactsByKind[K]): FactsByKind[K] } } =
  nounFacts;

/** All that two facts of one kind and id say together. @throws RangeError when they are not of one kind */
export function joinFacts(one: Fact, other: Fact): Fact {
  if (one.kind === 'settled') return joinSettled(one, same(one, other));
  return joinTold(one.kind, one, same(one, other));
}

function joinTold<K extends FactKind>(kind: K, one: FactsByKind[K], other: FactsByKind[K]): FactsByKind[K] {
  return joins[kind].join(one, other);
}

function joinSettled(one: SettledFact, other: SettledFact): SettledFact {
  if (one.version === other.version && one.absorbed !== other.absorbed) return one.absorbed ? one : other;
  return laterOf(one, other, ({ version }) => version);
}

function same<F extends Fact>(one: F, other: Fact): F {
  if (one.kind !== other.kind) throw new RangeError(`A ${one.kind} and a ${other.kind} cannot be one fact.`);
  return other as F; // the kind is the discriminant
}
