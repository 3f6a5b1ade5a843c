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
  en: 'is no word for a consent; expected subscribed, unsubscribed or never subscribed, yes or no, or the time of the agreement; write one of them, or empty the cell',
  ja: '同意の状態として読めません。subscribed・unsubscribed・never subscribed、yes・no、希望する・希望しない、または同意した日時を書くか、空欄にしてください',
};

const dateAlone = {
  en: 'is empty, though a time of consent stands beside it (no agreement is imported, the rest is); write yes or no',
  ja: '同意の日時がありますが、この欄が空です（同意としては取り込みません）。yes または no を書いてください',
};

/** Ends the source of an agreement whose date the shop said for the whole file. */
const undatedSource = 'date said at the import';

/** The times of statements that have none of their own, ISO 8601. */
export interface UsualTimes {
  readonly optedOut: string;
  /** Undefined: nobody knows when the customers of the file agreed. */
  readonly agreed: string | undefined;
}

/**
 * Reads what a row says about consent. An opt-out wins over an agreement. A channel whose address the row lacks says
 * nothing, unless an id names the account. An agreement without a date is left out and told, because it proves nothing;
 * the shop may say a date for all, which the source then says. The date of an agreement never dates an opt-out: an older
 * agreement from another file would reopen the address.
 */
export function readConsents(reader: RowReader, person: FilePerson, usual: UsualTimes): readonly FileConsent[] {
  return channels.flatMap((channel) => {
    if (person[addressKindOf[channel]] === undefined && person.id === undefined) return [];
    const statement = optOutOf(reader, channel, usual.optedOut) ?? wordOf(reader, channel, usual);
    return statement === undefined ? [] : [statement];
  });
}

/**
 * An opt-out: a yes, the time of it, or a reason such as HARD_BOUNCE, which becomes part of the source. A time of an opt-out
 * is one too, unless the column beside it says no.
 */
function optOutOf(reader: RowReader, channel: Channel, usualTime: string): FileConsent | undefined {
  const text = reader.text(`${channel}-opted-out`);
  const answer = yesOrNo(text ?? '');
  const own = reader.text(`${channel}-opted-out-at`);
  if (text === undefined ? own === undefined || yesOrNo(own) === false : answer === false) return undefined;
  const time = readFileTime(text ?? '', reader.context.times);
  const at = reader.time(`${channel}-opted-out-at`) ?? ('value' in time ? time.value : usualTime);
  const isReason = text !== undefined && answer === undefined && !('value' in time);
  const column = text === undefined ? 'opted-out-at' : 'opted-out';
  const source = `${sourceOf(reader, channel, column)}${isReason ? `: ${text}` : ''}`;
  return { channel, granted: false, at, source };
}

function wordOf(reader: RowReader, channel: Channel, usual: UsualTimes): FileConsent | undefined {
  const text = reader.cells.text(`${channel}-consent`);
  const word = consentMeaning(text);
  const time = word === 'unknown' ? readFileTime(text, reader.context.times) : undefined;
  const said = time !== undefined && 'value' in time ? time.value : undefined;
  if (word === 'unknown' && said === undefined) {
    reader.refuse(`${channel}-consent`, noConsent);
    return undefined;
  }
  const granted = word === 'unknown' ? true : word.granted;
  if (granted === undefined) {
    if (text === '' && reader.cells.has(`${channel}-consent`) && reader.text(`${channel}-consented`) !== undefined)
      reader.note(`${channel}-consent`, dateAlone);
    return undefined;
  }
  const own = granted ? (reader.time(`${channel}-consented`) ?? said) : undefined; // when they agreed, not when they left
  const given = granted ? usual.agreed : usual.optedOut;
  const at = own ?? given;
  if (at === undefined) {
    reader.undated(`${channel}-consent`);
    return undefined;
  }
  const level = reader.text(`${channel}-opt-in`);
  const notes = [level, granted && own === undefined && at === reader.context.consentDate ? undatedSource : undefined];
  const known = notes.filter((note) => note !== undefined).join('; ');
  const source = `${sourceOf(reader, channel, 'consent')}${known === '' ? '' : ` (${known})`}`;
  const wording = reader.text(`${channel}-wording`);
  return { channel, granted, at, source, ...(wording !== undefined && { wording }) };
}

/** Where the statement comes from: as the file says, else the platform and the column. */
function sourceOf(reader: RowReader, channel: Channel, part: 'consent' | 'opted-out' | 'opted-out-at'): string {
  const { platform } = reader.context.format;
  return reader.text(`${channel}-source`) ?? `${platform}: ${reader.cells.column(`${channel}-${part}`)}`;
}

/** The statements as an event carries them. */
export function consentField(statements: readonly FileConsent[]): object | undefined {
  if (statements.length === 0) return undefined;
  return Object.fromEntries(statements.map(({ channel, ...said }) => [channel, { ...said, from: 'import' }]));
}
