import type { EventDetail } from './examples.ts';

/** The lowest and the highest score, whole numbers as all between them. */
export const scores = { lowest: 0, highest: 10 } as const;

/** How many characters (UTF-16 units) a comment may have. */
export const longestComment = 1000;

/** The detail of `survey.answered`, as our own page puts it on the bus. */
export type SurveyAnswered = EventDetail<'survey.answered'>;

/** Puts an answer on the bus. @throws RetryableError when the bus has not taken it */
export type PublishAnswer = (answer: SurveyAnswered) => Promise<void>;
