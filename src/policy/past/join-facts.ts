import { laterOf, spelling } from '../../commerce/join.ts';
import { type FactKind, type FactsByKind, nounFacts } from '../../commerce/nouns.ts';
import type { Fact } from '../../model/fact.ts';
import type { SettledFact } from '../../model/settled.ts';
import { asTold, liveOf } from './live.ts';

const joins: { readonly [K in FactKind]: { join(one: FactsByKind[K], other: FactsByKind[K]): FactsByKind[K] } } =
  nounFacts;

/** All that two facts of one kind and id say together. @throws RangeError when they are not of one kind */
export function joinFacts(one: Fact, other: Fact): Fact {
  if (one.kind === 'settled') return joinSettled(one, same(one, other));
  return joinTold(one.kind, one, same(one, other));
}

function joinTold<K extends FactKind>(kind: K, one: FactsByKind[K], other: FactsByKind[K]): FactsByKind[K] {
  const { join } = joins[kind];
  if (liveOf<Fact>(one) === one && liveOf<Fact>(other) === other) return join(one, other);
  const all = join(asTold(one), asTold(other));
  const live = joinLive(join, liveOf(one), liveOf(other));
  if (live === undefined) return { ...all, history: true };
  return spelling(uncounted(all)) === spelling(live) ? all : { ...all, live };
}

/** What the live parts of two facts say together; undefined if neither has one. */
function joinLive<F extends Fact>(
  join: (one: F, other: F) => F,
  one: F | undefined,
  other: F | undefined,
): F | undefined {
  const live = one !== undefined && other !== undefined ? join(one, other) : (one ?? other);
  return live && uncounted(live);
}

/** The fact without the part of it that is in sums, which is of the whole. */
function uncounted<F extends Fact>(fact: F): F {
  if (!('inSums' in fact)) return fact;
  const { inSums: _inSums, ...rest } = fact;
  return rest as unknown as F; // the same fact
}

function joinSettled(one: SettledFact, other: SettledFact): SettledFact {
  if (one.version === other.version && one.absorbed !== other.absorbed) return one.absorbed ? one : other;
  return laterOf(one, other, ({ version }) => version);
}

function same<F extends Fact>(one: F, other: Fact): F {
  if (one.kind !== other.kind) throw new RangeError(`A ${one.kind} and a ${other.kind} cannot be one fact.`);
  return other as F; // the kind is the discriminant
}
