import type { EventOf } from '../events.ts';
import { laterOf } from '../join.ts';
import { type NounFacts, occurred } from '../noun-facts.ts';

/** A customer's answer to a survey; of several answers to one question the last. */
export interface SurveyFact {
  readonly kind: 'survey';
  readonly id: string;
  readonly at: number;
  /** From 0 to 10. */
  readonly score: number;
  readonly comment?: string;
  readonly order?: string;
}

export const surveyFacts: NounFacts<SurveyFact, EventOf<'survey'>> = {
  fromEvents: {
    'survey.answered': ({ survey: { id, score, comment }, order }, at) => ({
      kind: 'survey',
      id,
      at,
      score,
      comment,
      order: order?.id,
    }),
  },
  join: (one, other) => {
    // Who answers again has thought better of it; of two answers at once the lower holds.
    if (one.at === other.at && one.score !== other.score) return one.score < other.score ? one : other;
    return laterOf(one, other, ({ at }) => at);
  },
  occurrences: ({ id, at, order }) =>
    occurred('survey.answered', at, { id, subjects: { survey: id, ...(order !== undefined && { order }) } }),
};

export const surveyInMessage = ({ score }: SurveyFact) => ({ score });
