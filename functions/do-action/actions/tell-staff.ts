import type { ActionOf } from '../../../src/contracts/action.ts';
import { factsAbout } from '../../../src/policy/subject.ts';
import type { Doing, Perform, StaffNote } from '../do-action.ts';

/**
 * Tells the staff. A webhook carries an id by which a second call is known; an e-mail has none, and comes twice when
 * the function dies between sending and recording.
 */
export const tellStaff: Perform<ActionOf<'tell-staff'>> = async ({ text, by }, doing, { staff }) => {
  const tell = staff[by];
  if (tell === undefined) return { outcome: 'skipped', reason: 'not-configured', detail: by };
  return tell({ ...doing.occasion, text, ...answerIn(doing) });
};

/** The answer that belongs to the run or its order, if there is one. */
function answerIn({ run, history }: Doing): Pick<StaffNote, 'survey'> {
  const facts = history.facts.map(({ value }) => value);
  const survey = run && factsAbout(run.value, facts).survey;
  if (survey === undefined) return {};
  const { score, comment } = survey;
  return { survey: { score, ...(comment !== undefined && { comment }) } };
}
