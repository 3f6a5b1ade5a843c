import type { Localized } from './brand.ts';

/** How a survey is answered: by five faces, by a number from 0 to 10, or by one of its options. */
export const surveyKinds = ['faces', 'nps', 'choices'] as const;
export type SurveyKind = (typeof surveyKinds)[number];

/** A survey of store.yaml. */
export interface Survey {
  readonly kind: SurveyKind;
  readonly question: Localized;
  /** The choices by their names, in the order in which customers see them; empty for the other kinds. */
  readonly options: Readonly<Record<string, Localized>>;
}

/** The shop's surveys, by name. */
export type Surveys = Readonly<Record<string, Survey>>;

/** The survey that the page after an opt-out shows. */
export const optOutSurvey = 'unsubscribed';
