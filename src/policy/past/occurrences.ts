import { type FactKind, type FactsByKind, nounFacts } from '../../commerce/nouns.ts';
import type { Occurrence } from '../../commerce/occurrence.ts';
import type { AwaitedMessageEvent } from '../../model/awaited.ts';
import type { Fact } from '../../model/fact.ts';
import { attemptsJoined, type Feedback, type Message } from '../../model/message.ts';
import { liveOf } from './live.ts';
import { pastOf } from './past.ts';

/** All that live events told of and the facts remember, oldest first: to runs, what an import tells has not happened. */
export function occurrences(all: readonly Fact[]): Occurrence[] {
  const past = pastOf(all).occurrences.filter(({ history }) => !history);
  const facts = all.flatMap((fact) => liveOf(fact) ?? []);
  const carts = past.flatMap(({ subjects: { order, cart } }) =>
    order !== undefined && cart !== undefined ? [cart] : [],
  );
  const bought = new Set([
    ...carts,
    ...facts.flatMap((fact) => (fact.kind === 'order' && fact.cart !== undefined ? [fact.cart] : [])),
  ]);
  // What an order of the customer's own says of its cart needs no second word.
  const known = facts.map((fact) =>
    fact.kind === 'cart' && bought.has(fact.id) ? { ...fact, boughtAt: undefined } : fact,
  );
  return [...past, ...known.flatMap(occurrencesOf)].sort((a, b) => a.at - b.at);
}

const reported: readonly (readonly [AwaitedMessageEvent, keyof Feedback])[] = [
  ['message.opened', 'opened'],
  ['message.clicked', 'clicked'],
];

/**
 * The customer's engagements with the last message of a run. A held message counts as the last: a click in the one
 * before does not show that it was seen.
 * @param messages the run's lines of the ledger
 */
export function messageOccurrences(messages: readonly Message[]): Occurrence<AwaitedMessageEvent>[] {
  const intended = attemptsJoined(messages).filter(({ outcome }) => outcome !== 'skipped');
  const last = intended.toSorted((one, other) => other.due - one.due || other.at - one.at)[0];
  return reported.flatMap(([on, kind]) => {
    const at = last?.feedback?.[kind];
    return last === undefined || at === undefined ? [] : [{ on, id: last.key, at, subjects: {} }];
  });
}

/** The occurrences that one fact remembers. Those of the digest are in {@link occurrences}. */
export function occurrencesOf(fact: Fact): readonly Occurrence[] {
  return fact.kind === 'settled' ? [] : rememberedIn(fact.kind, fact);
}

const memories: { readonly [K in FactKind]: { occurrences(fact: FactsByKind[K]): readonly Occurrence[] } } = nounFacts;

function rememberedIn<K extends FactKind>(kind: K, fact: FactsByKind[K]): readonly Occurrence[] {
  return memories[kind].occurrences(fact);
}
