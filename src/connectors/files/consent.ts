import { addressKindOf, type Channel, channels } from '../../commerce/customer/channel.ts';
import { consentMeaning, yesOrNo } from './cells/meaning.ts';
import { readFileTime } from './cells/time.ts';
import type { FilePerson } from './person.ts';
import type { RowReader } from './row-reader.ts';

/** What a file says about consent to one channel. */
export interface FileConsent {
  readonly channel: Channel;
  readonly granted: boolean;
  /** ISO 8601. */
  readonly at: string;
  readonly source: string;
  readonly wording?: string;
}

const noConsent = {
  en: 'is no word for a consent; expected subscribed, unsubscribed or never subscribed, or yes or no',
  ja: '同意の状態として読めません。subscribed・unsubscribed・never subscribed、または yes・no と書いてください',
};

/**
 * Reads what a row says about consent. An opt-out wins over an agreement. A channel whose address the row lacks says
 * nothing, unless an id names the account.
 * @param usualTime of a statement without a time of its own, ISO 8601
 */
export function readConsents(reader: RowReader, person: FilePerson, usualTime: string): readonly FileConsent[] {
  return channels.flatMap((channel) => {
    if (person[addressKindOf[channel]] === undefined && person.id === undefined) return [];
    const statement = optOutOf(reader, channel, usualTime) ?? wordOf(reader, channel, usualTime);
    return statement === undefined ? [] : [statement];
  });
}

/** An opt-out: a yes, the time of it, or a reason such as HARD_BOUNCE, which becomes part of the source. */
function optOutOf(reader: RowReader, channel: Channel, usualTime: string): FileConsent | undefined {
  const text = reader.text(`${channel}-opted-out`);
  const answer = yesOrNo(text ?? '');
  if (text === undefined || answer === false) return undefined;
  const time = readFileTime(text, reader.context.times);
  const at = reader.time(`${channel}-opted-out-at`) ?? ('value' in time ? time.value : usualTime);
  const isReason = answer === undefined && !('value' in time);
  const source = `${sourceOf(reader, channel, 'opted-out')}${isReason ? `: ${text}` : ''}`;
  return { channel, granted: false, at, source };
}

function wordOf(reader: RowReader, channel: Channel, usualTime: string): FileConsent | undefined {
  const meaning = consentMeaning(reader.cells.text(`${channel}-consent`));
  if (meaning === 'unknown') {
    reader.refuse(`${channel}-consent`, noConsent);
    return undefined;
  }
  if (meaning.granted === undefined) return undefined;
  const at = reader.time(`${channel}-consented`) ?? usualTime;
  const level = reader.text(`${channel}-opt-in`);
  const source = `${sourceOf(reader, channel, 'consent')}${level === undefined ? '' : ` (${level})`}`;
  const wording = reader.text(`${channel}-wording`);
  return { channel, granted: meaning.granted, at, source, ...(wording !== undefined && { wording }) };
}

/** Where the statement comes from: as the file says, else the platform and the column. */
function sourceOf(reader: RowReader, channel: Channel, part: 'consent' | 'opted-out'): string {
  const { platform } = reader.context.format;
  return reader.text(`${channel}-source`) ?? `${platform}: ${reader.cells.column(`${channel}-${part}`)}`;
}

/** The statements as an event carries them. */
export function consentField(statements: readonly FileConsent[]): object | undefined {
  if (statements.length === 0) return undefined;
  return Object.fromEntries(statements.map(({ channel, ...said }) => [channel, { ...said, from: 'import' }]));
}
