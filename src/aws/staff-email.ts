import type { SESv2Client, SendEmailCommandInput } from '@aws-sdk/client-sesv2';
import { encodeWord, handToSes } from '../channels/email/sender.ts';
import { scores } from '../commerce/survey/scale.ts';
import type { NotifyStaff, StaffNotification } from '../engine/ports.ts';

/** The sender and the recipients of mail to the staff. */
export interface StaffEmailSettings {
  readonly senderAddress: string;
  readonly senderName: string;
  readonly to: string;
}

const longestSubject = 78;

/** Tells the staff by e-mail. What SES refuses for good is an outcome. @throws NotAcceptedError when it took nothing */
export function emailNotifier(client: SESv2Client, settings: StaffEmailSettings): NotifyStaff {
  return async (note) => {
    const answer = await handToSes(client, staffEmail(note, settings));
    return 'refused' in answer
      ? { outcome: 'skipped', reason: 'refused', detail: answer.refused }
      : { outcome: 'done' };
  };
}

/**
 * The mail: the text, the customer's answer, and the ids it is about. Without a configuration set: nobody counts its
 * opens.
 */
export function staffEmail(note: StaffNotification, settings: StaffEmailSettings): SendEmailCommandInput {
  const { text, survey, journey, run, step, customer, subject } = note;
  const ids = [
    ['customer', customer.id ?? 'not known to the store'],
    ...(subject ? [[subject.kind, subject.id]] : []),
    ...Object.entries({ journey, step, run }),
  ];
  const parts = [
    text,
    ...(survey ? [answerText(survey)] : []),
    ids.map(([name, value]) => `${name}: ${value}`).join('\n'),
  ];
  const body = `${parts.join('\n\n')}\n`;
  return {
    FromEmailAddress: `${encodeWord(settings.senderName)} <${settings.senderAddress}>`,
    Destination: { ToAddresses: [settings.to] },
    Content: { Simple: { Subject: utf8(shortened(text)), Body: { Text: utf8(body) } } },
  };
}

/** The score, and the comment with a bar before each line: nobody takes it for a word of ours. */
function answerText({
  name,
  score,
  outOf = scores.highest,
  choice,
  comment,
}: NonNullable<StaffNotification['survey']>): string {
  const lines = comment?.split(/\r\n?|[\n\u0085\u2028\u2029]/).map((line) => `| ${line}`) ?? [];
  const answer = [...(score === undefined ? [] : [`${score} / ${outOf}`]), ...(choice === undefined ? [] : [choice])];
  return [`survey${name === undefined ? '' : ` ${name}`}: ${answer.join(', ')}`, ...lines].join('\n');
}

function shortened(text: string): string {
  const characters = [...text];
  return characters.length <= longestSubject ? text : `${characters.slice(0, longestSubject - 1).join('')}…`;
}

function utf8(Data: string): { Data: string; Charset: string } {
  return { Data, Charset: 'UTF-8' };
}
