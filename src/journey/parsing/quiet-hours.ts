import type { Node } from 'yaml';
import type { StoreSettings } from '../../model/store-settings.ts';
import { isBetween } from '../reading/clock-times.ts';
import { type Fields, readText, requiredNode } from '../reading/fields.ts';
import { halfWidth } from '../reading/full-width.ts';
import { say } from '../reading/saying.ts';
import type { Source } from '../reading/source.ts';
import { isClockTime } from '../values/duration.ts';
import { meantClockTime } from '../values/meant-time.ts';

/** Reads `quiet hours`; what leaves the night open is doubted. */
export function readQuietHours(source: Source, fields: Fields): StoreSettings['quietHours'] | undefined {
  const advice = say`write two clock times, such as "21:00 to 08:00"`;
  const node = requiredNode(source, fields, 'quiet hours', say`the store`, advice);
  const text = node && readText(source, node, 'quiet hours', advice);
  if (!node || text === undefined) return undefined;
  const [from = '', to = '', ...rest] = text.split(' to ');
  if (isClockTime(from) && isClockTime(to) && from !== to && rest.length === 0) {
    doubtHours(source, node, { from, to });
    return { from, to };
  }
  const [start, end] = halfWidth(text).split(/\s*(?:から|〜|~|-|–|until|to)\s*/);
  const meant = [start, end].map((time) => meantClockTime(time ?? ''));
  const instead = meant.includes(undefined) ? advice : say`write "${meant.join(' to ')}"`;
  source.report(node, say`"${text}" are no quiet hours`, instead);
  return undefined;
}

/** Quiet hours are for the night: those that miss it are often written the wrong way round. */
function doubtHours(source: Source, node: Node, { from, to }: StoreSettings['quietHours']): void {
  const [noon, night] = ['12:00', '03:00'].map((time) => isBetween(time, from, to));
  if (!noon && night) return;
  const swapped = noon && !night ? `${to} to ${from}` : '21:00 to 08:00';
  const message = night
    ? say`quiet hours from ${from} to ${to} cover the day`
    : say`quiet hours from ${from} to ${to} leave the night open`;
  source.doubt(node, message, say`write "${swapped}", unless marketing is meant to go at other times`);
}
