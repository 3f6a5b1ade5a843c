import type { Fact } from '../model/fact.ts';
import type { Run } from '../model/run.ts';
import { joinFacts } from '../policy/past/join-facts.ts';
import { occurrencesOf } from '../policy/past/occurrences.ts';
import type { Key, Table } from './table.ts';

/**
 * Puts a copy in its place, over what is there from an earlier time.
 * @param rev the revision of a copy there that the value was made of; 0 when it was made of none
 */
export async function putAside<T>(
  table: Table,
  key: Key,
  value: T,
  over: (known: T, value: T) => T,
  rev = 0,
): Promise<void> {
  if ((await table.put(key, value, rev)) !== undefined) return;
  if (rev !== 0 && (await table.put(key, value, 0)) !== undefined) return; // that copy has expired
  for (let known = await table.get(key); known !== undefined; known = await table.get(key)) {
    if ((await table.put(key, over(known.value as T, value), known.rev)) !== undefined) return; // the key holds the noun
  }
}

/** Two copies of one fact, whichever was moved there first. */
export function joinSettled(known: Fact, fact: Fact): Fact {
  return joinFacts(fact, known);
}

/** Of two facts of one kind the one of which something was heard last; of one fact all that is known. */
export function lastOfKind(known: Fact, fact: Fact): Fact {
  if (known.id === fact.id) return joinFacts(fact, known);
  const [before, now] = [lastHeard(known), lastHeard(fact)];
  return now > before || (now === before && fact.id > known.id) ? fact : known;
}

/** When a fact was last heard of, as far as it tells; epoch milliseconds. */
export function lastHeard(fact: Fact): number {
  const told = 'toldAt' in fact ? (fact.toldAt ?? 0) : 0;
  return Math.max(told, ...occurrencesOf(fact).map(({ at }) => at));
}

/**
 * Of two copies in one place the one that was moved there later: revisions grow from run to run of one place. Which of the runs
 * started first says nothing, for one that was no entry gives way to one that is told of late. Of two of one revision the one
 * there may have changed since.
 */
export function laterRun(known: Run, run: Run): Run {
  return (known.closedAs ?? 0) >= (run.closedAs ?? 0) ? known : run;
}
