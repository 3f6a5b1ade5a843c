import type { Fact } from '../contracts/fact.ts';
import type { Run } from '../contracts/run.ts';

/** At most one fact of each kind. */
export type SubjectFacts = { [K in Fact['kind']]?: Extract<Fact, { kind: K }> };

/**
 * What a run is about: its subject, what began it, and the order, the parcel and the survey that belong to it. Of two facts of one
 * kind the subject goes first, then what began the run: an order may have several parcels.
 */
export function factsAbout(run: Pick<Run, 'subject' | 'about'>, facts: readonly Fact[]): SubjectFacts {
  const order = orderOf(run, facts);
  const subject = subjectFact(run, facts);
  const belonging = facts.filter(
    (fact) =>
      (fact.kind === 'order' && fact.id === order) ||
      ((fact.kind === 'shipment' || fact.kind === 'survey') && fact.order === order),
  );
  const began = facts.filter(({ kind, id }) => kind === run.about?.kind && id === run.about.id);
  const mine = [...belonging, ...began, ...(subject ? [subject] : [])];
  return Object.fromEntries(mine.map((fact) => [fact.kind, fact]));
}

/** The fact that the run is about. */
export function subjectFact(run: Pick<Run, 'subject'>, facts: readonly Fact[]): Fact | undefined {
  return facts.find((fact) => fact.kind === run.subject.kind && fact.id === run.subject.id);
}

/** The id of the order that the run is about: directly, through its parcel, or because it began with it. */
export function orderOf(run: Pick<Run, 'subject' | 'about'>, facts: readonly Fact[]): string | undefined {
  if (run.subject.kind === 'order') return run.subject.id;
  const subject = subjectFact(run, facts);
  if (subject?.kind === 'shipment' || subject?.kind === 'review' || subject?.kind === 'survey') return subject.order;
  return run.about?.kind === 'order' ? run.about.id : undefined;
}
