import { NotAcceptedError } from '../../../channels/contract/sender.ts';
import { withoutUndefined } from '../../../commerce/in-message.ts';
import { minute } from '../../../commerce/values/time-units.ts';
import type { ActionOf } from '../../../model/action.ts';
import { RetryableError } from '../../../model/errors.ts';
import { factsAbout } from '../../../policy/past/subject.ts';
import { fromIso } from '../../../policy/time/timing.ts';
import type { StaffNotification } from '../../ports.ts';
import type { ActionContext, Perform } from '../action.ts';

/**
 * Notifies the staff. A webhook carries an id that identifies a second call; an e-mail has none, and comes twice when
 * the function dies between sending and recording. If the staff cannot be notified in time, the journey goes on.
 */
export const notifyStaff: Perform<ActionOf<'tell-staff'>> = async (action, context, { staff, settings }) => {
  const { by } = action;
  const text = action.texts?.[settings.staffLanguage ?? settings.locales[0]] ?? action.text;
  const tell = staff[by];
  if (tell === undefined) return { outcome: 'skipped', reason: 'not-configured', detail: by };
  const note = { ...context.envelope, text, ...answerIn(context) };
  try {
    return await tell(note);
  } catch (cause) {
    if (!(cause instanceof RetryableError || cause instanceof NotAcceptedError)) throw cause;
    const { detail } = cause as { readonly detail?: string }; // which the one has, and the other may not
    if (isOverdue(context)) return { outcome: 'skipped', reason: 'unreachable', ...(detail && { detail }) };
    throw new RetryableError(`The staff could not be told of ${note.id} by ${by}.`, { cause });
  }
};

/** After so long the customer's journey goes on without the note. */
const patienceMilliseconds = 60 * minute;

function isOverdue({ now, input }: ActionContext): boolean {
  return now > fromIso(input.next.until) + patienceMilliseconds;
}

/** The answer that belongs to the run or its order, if there is one. */
function answerIn({ run, history }: ActionContext): Pick<StaffNotification, 'survey'> {
  const survey = run && factsAbout(run.value, history.facts).survey;
  if (survey === undefined) return {};
  const { name, score, outOf, choice, comment } = survey;
  return { survey: withoutUndefined({ name, score, outOf, choice, comment }) };
}
