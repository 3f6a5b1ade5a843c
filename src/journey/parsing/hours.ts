import type { Node } from 'yaml';
import { channels } from '../../commerce/customer/channel.ts';
import { weekdays } from '../../model/delay.ts';
import { purposes } from '../../model/purpose.ts';
import type { ShopHours, StoreSettings } from '../../model/store-settings.ts';
import { type Fields, readFields, readList, readWord, requiredNode } from '../reading/fields.ts';
import { say } from '../reading/saying.ts';
import type { Source } from '../reading/source.ts';
import { nearestOr } from '../reading/suggest.ts';
import { meantWeekday } from '../values/meant-time.ts';
import { readClockSpan } from './clock-hours.ts';
import { doubtHours } from './quiet-hours.ts';

/** Reads `quiet hours`; what leaves the night open is doubted. */
export function readQuietHours(source: Source, fields: Fields): StoreSettings['quietHours'] | undefined {
  const advice = say`write two clock times, such as "21:00 to 08:00"`;
  const node = requiredNode(source, fields, 'quiet hours', say`the store`, advice);
  const refused = (text: string) => say`"${text}" are no quiet hours`;
  const hours = node && readClockSpan(source, node, { key: 'quiet hours', advice, refused });
  if (node && hours) doubtHours(source, node, hours);
  return hours;
}

const advice = say`write "hours: { email: 10:00 to 19:00, not on: [Sunday, public holidays] }"`;

/** The keys of `hours`: a channel's marketing, or its transactional messages. */
const sendingKeys = channels.flatMap((channel) =>
  purposes.map((purpose) => ({
    key: purpose === 'marketing' ? channel : `${purpose} ${channel}`,
    kind: `${purpose} ${channel}` as const,
  })),
);

/** Reads `hours`: when the shop itself sends, and on which days it does not. Nothing when the store does not say. */
export function readHours(source: Source, store: Fields): ShopHours | undefined {
  const node = store.values.get('hours');
  const fields = node && readFields(source, node, 'hours', [...sendingKeys.map(({ key }) => key), 'not on'], advice);
  if (!fields) return undefined;
  const sending = sendingKeys.flatMap(({ key, kind }) => {
    const span = readSpan(source, fields.values.get(key), key);
    return span ? [[kind, span] as const] : [];
  });
  const days = fields.values.get('not on');
  const listed = days ? readList(source, days) : [];
  if (days && listed.length === 0) source.report(days, say`"${'not on'}" is empty`, dayAdvice);
  const notOn = listed.flatMap((day) => readDay(source, day) ?? []);
  return {
    ...(sending.length > 0 && { sending: Object.fromEntries(sending) }),
    ...(notOn.length > 0 && { notOn }),
  };
}

function readSpan(source: Source, node: Node | undefined, key: string) {
  const example = say`write two clock times of one day, such as "10:00 to 19:00"`;
  const refused = (text: string) => say`"${text}" are no hours to send in`;
  const span = node && readClockSpan(source, node, { key, advice: example, refused });
  if (!node || !span || span.from < span.to) return span;
  source.report(node, refused(`${span.from} to ${span.to}`), example);
  return undefined;
}

const dayAdvice = say`write a weekday, "public holidays", a day of every year such as "12-31", or one such as "2027-01-02"`;

function readDay(source: Source, node: Node): string | undefined {
  const text = readWord(source, node, 'not on', dayAdvice);
  if (text === undefined || text === 'public holidays' || weekdays.some((day) => day === text) || isDate(text)) {
    return text;
  }
  const weekday = meantWeekday(text);
  const meant = /^(祝日|祝祭日|holidays?)$/i.test(text) ? 'public holidays' : weekday;
  source.report(
    node,
    say`"${text}" is no day without sending`,
    meant ? say`write "${meant}"` : nearestOr(dayAdvice, text, weekdays),
  );
  return undefined;
}

/** True for `12-31` and `2027-01-02`, if there is such a day. */
function isDate(text: string): boolean {
  const [, year = '2028', month = '', day = ''] = /^(?:(\d{4})-)?(\d{2})-(\d{2})$/.exec(text) ?? [];
  const date = `${year}-${month}-${day}`;
  const time = Date.parse(date);
  return Number.isFinite(time) && new Date(time).toISOString().startsWith(date);
}
