import { asJson, asList, asText, at, type Json } from '../json.ts';
import { AwsError } from './service.ts';

/** SES's limits for one mail. */
const mostTags = 50;
const mostHeaders = 15;
const mostBytes = 40 * 2 ** 20;

const tagText = /^[A-Za-z0-9_-]{1,256}$/;
const headerName = /^[!-9;-@A-~]{1,126}$/;
const headerValue = /^[ -~]{1,870}$/;
/** Those that SES writes itself. */
const ownHeaders = /^(from|to|cc|bcc|subject|reply-to|sender|date|message-id|return-path|mime-version|content-.*)$/i;
const address = /^[!#-'*+\-/-9=?A-Z^-~]+(\.[!#-'*+\-/-9=?A-Z^-~]+)*@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/;

/** The address in a From or To: what is in angle brackets, or the whole. */
export function bareAddress(text: string): string {
  return /<([^<>]+)>\s*$/.exec(text)?.[1] ?? text.trim();
}

/** Refuses a SendEmail that SES would not take as it is written. @throws AwsError */
export function checkMail(input: Json): void {
  const simple = asJson(at(input, 'Content', 'Simple'));
  for (const [member, text] of [
    ['FromEmailAddress', input.FromEmailAddress],
    ['ToAddresses', asList(at(input, 'Destination', 'ToAddresses'))[0]],
    ...asList(input.ReplyToAddresses).map((one) => ['ReplyToAddresses', one] as const),
  ] as const) {
    const bare = bareAddress(asText(text) ?? '');
    if (!address.test(bare) || bare.length > 320) refuse(`${member}: ${JSON.stringify(bare)} is no e-mail address.`);
  }
  if (!asText(at(simple, 'Subject', 'Data'))) refuse('Content.Simple.Subject.Data is missing.');
  checkPairs(input.EmailTags, 'EmailTags', mostTags, (name, value) => tagText.test(name) && tagText.test(value));
  checkPairs(simple.Headers, 'Headers', mostHeaders, (name, value) => {
    return headerName.test(name) && headerValue.test(value) && !ownHeaders.test(name);
  });
  if (Buffer.byteLength(JSON.stringify(input.Content)) > mostBytes) refuse('The message is larger than 40 MB.');
}

function checkPairs(list: unknown, member: string, most: number, fits: (name: string, value: string) => boolean): void {
  const pairs = asList(list).map(asJson);
  if (pairs.length > most) refuse(`${member} has ${pairs.length} entries: ${most} are allowed.`);
  const bad = pairs.find(({ Name, Value }) => !fits(String(Name), String(Value)));
  if (bad !== undefined) refuse(`${member}: ${JSON.stringify(bad)} is not allowed.`);
  const names = new Set(pairs.map(({ Name }) => String(Name)));
  if (names.size < pairs.length) refuse(`${member} names one thing twice.`);
}

function refuse(message: string): never {
  throw new AwsError('BadRequestException', message);
}
