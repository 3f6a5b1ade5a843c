import { statusMeaning, yesOrNo } from './cells/meaning.ts';
import { plainWord } from './cells/plain-word.ts';
import { readFileTime } from './cells/time.ts';
import type { StatusMeaning } from './format.ts';
import type { RowReader } from './row-reader.ts';

const noStatus = {
  en: 'is no status that is known; say what the word means with --status "WORD=placed", =cancelled, =refunded or =ignored',
  ja: '対応状況として読めません。--status "語=placed"（cancelled・refunded・ignored も可）でその語の意味を指定してください',
};

const noCancellation = {
  en: 'says neither whether the order was cancelled nor when; expected 1 or 0, yes or no, a time, or a status such as cancelled',
  ja: 'キャンセルの有無も日時も読み取れません。1・0、yes・no、日時、または cancelled などの状態を書いてください',
};

/** How an order ended. */
export interface OrderEnd {
  readonly status: StatusMeaning;
  /** When it was cancelled, ISO 8601, if the file says so. */
  readonly cancelledAt?: string;
}

/** Reads the columns that may say that an order was cancelled or paid back. */
export function readOrderEnd(reader: RowReader): OrderEnd {
  const cancelled = cancellationOf(reader);
  const status = meaningOf(reader, reader.cells.text('status'));
  if (status === undefined) reader.refuse('status', noStatus);
  if (cancelled.status !== 'placed') return cancelled;
  return { status: status ?? 'placed' };
}

/** The cancellation column holds yes or no, a time, or a status. */
function cancellationOf(reader: RowReader): OrderEnd {
  const text = reader.cells.text('cancelled');
  const answer = yesOrNo(text);
  if (answer !== undefined) return { status: answer ? 'cancelled' : 'placed' };
  const status = meaningOf(reader, text);
  if (status !== undefined) return { status };
  const time = readFileTime(text, reader.context.times);
  if ('value' in time) return { status: 'cancelled', cancelledAt: time.value };
  reader.refuse('cancelled', noCancellation);
  return { status: 'placed' };
}

function meaningOf({ context: { format, statuses } }: RowReader, text: string): StatusMeaning | undefined {
  const word = plainWord(text);
  const own = format.statuses;
  return statuses.get(word) ?? (own && Object.hasOwn(own, word) ? own[word] : statusMeaning(word));
}
