import type { EventType, SubjectKind } from '../../commerce/events.ts';
import { type FactKind, nounFacts, type SubjectFacts } from '../../commerce/nouns.ts';
import type { Fact } from '../../model/fact.ts';
import type { Run } from '../../model/run.ts';

/** The fields of a run that determine its subject. Its id is also the id of its survey. */
type RunAbout = Pick<Run, 'subject' | 'about'> & Partial<Pick<Run, 'id'>>;

/**
 * The facts about a run's subject: the subject itself, the fact that began the run, and the order, parcel and survey
 * that belong to it. Of two facts of one kind the subject goes first, then the one that began the run, then the answer
 * to the run's own question: an order may have several parcels, and several answers.
 */
export function factsAbout(run: RunAbout, facts: readonly Fact[]): SubjectFacts {
  const order = orderOf(run, facts);
  const subject = subjectFact(run, facts);
  const ofOrder = order === undefined ? [] : facts.filter((fact) => belongsTo(order, fact));
  const answers = facts.filter(({ kind, id }) => kind === 'survey' && id === run.id);
  const began = facts.filter(({ kind, id }) => kind === run.about?.kind && id === run.about.id);
  const mine = [...ofOrder, ...answers, ...began, ...(subject ? [subject] : [])];
  return Object.fromEntries(mine.map((fact) => [fact.kind, fact]));
}

function belongsTo(order: string, fact: Fact): boolean {
  if (fact.kind === 'order') return fact.id === order;
  return (fact.kind === 'shipment' || fact.kind === 'survey') && fact.order === order;
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

/**
 * The kinds of fact that {@link factsAbout} can find for the runs of a journey.
 * @param on the event that starts it, if one does
 */
export function kindsAbout(on: EventType | undefined, oncePer: SubjectKind): ReadonlySet<FactKind> {
  const kinds = Object.keys(nounFacts) as FactKind[]; // the keys of a const object
  const isOf = (kind: FactKind) =>
    kind === oncePer || (on !== undefined && Object.hasOwn(nounFacts[kind].fromEvents, on));
  const own = kinds.filter((kind) => isOf(kind) || kind === 'survey');
  const hasOrder = ['order', 'shipment', 'review', 'survey'].includes(oncePer) || own.includes('order');
  return new Set<FactKind>([...own, ...(hasOrder ? (['order', 'shipment'] as const) : [])]);
}
