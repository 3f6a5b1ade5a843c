import type { EventOf } from '../events.ts';
import { withoutUndefined } from '../in-message.ts';
import { laterOf } from '../join.ts';
import { type NounFacts, occurred } from '../noun-facts.ts';
import { onTen, scores } from './scale.ts';

/** A customer's answer to a survey; of several answers to one question the last. */
export interface SurveyFact {
  readonly kind: 'survey';
  readonly id: string;
  readonly at: number;
  /** The survey's name in store.yaml; undefined for "how was it". */
  readonly name?: string;
  /** From 0 to 10, or to `outOf`; undefined for a choice alone. */
  readonly score?: number;
  readonly outOf?: number;
  readonly choice?: string;
  readonly comment?: string;
  readonly order?: string;
}

export const surveyFacts: NounFacts<SurveyFact, EventOf<'survey'>> = {
  fromEvents: {
    'survey.answered': ({ survey: { id, name, score, outOf, choice, comment }, order }, at) => ({
      kind: 'survey',
      id,
      at,
      ...(name !== undefined && { name }),
      ...(score !== undefined && { score }),
      ...(outOf !== undefined && { outOf }),
      ...(choice !== undefined && { choice }),
      comment,
      order: order?.id,
    }),
  },
  join: (one, other) => {
    // Who answers again has thought better of it; of two answers at once the lower holds.
    const [mine, theirs] = [one, other].map(({ score = scores.highest, outOf }) => onTen(score, outOf));
    if (one.at === other.at && mine !== theirs) return (mine ?? 0) < (theirs ?? 0) ? one : other;
    return laterOf(one, other, ({ at }) => at);
  },
  // A survey by name that is about no order answers one run's question, such as why a cart was left.
  occurrences: ({ id, at, order, name }) =>
    occurred('survey.answered', at, {
      id,
      ...(name !== undefined && order === undefined && { asked: true }),
      subjects: { survey: id, ...(order !== undefined && { order }) },
    }),
};

export const surveyInMessage = ({ score, choice }: SurveyFact) => withoutUndefined({ score, choice });
