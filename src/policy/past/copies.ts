import type { Fact } from '../../model/fact.ts';
import type { Run } from '../../model/run.ts';
import { joinFacts } from './join-facts.ts';
import { occurrencesOf } from './occurrences.ts';

/*
 * Which of two copies of one thing stands when both were moved to where decisions do not read.
 */

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
  const lastTold = 'toldAt' in fact ? (fact.toldAt ?? 0) : 0;
  return Math.max(lastTold, ...occurrencesOf(fact).map(({ at }) => at));
}

/**
 * Of two copies in one place the one that was moved there later: revisions grow from run to run of one place. Which of the runs
 * started first says nothing, for one that was no entry gives way to one that is told of late. Of two of one revision the one
 * there may have changed since.
 */
export function laterRun(known: Run, run: Run): Run {
  return (known.closedAs ?? 0) >= (run.closedAs ?? 0) ? known : run;
}
