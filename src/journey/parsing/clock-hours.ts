import type { Node } from 'yaml';
import { readText } from '../reading/fields.ts';
import { halfWidth } from '../reading/full-width.ts';
import { type Saying, say } from '../reading/saying.ts';
import type { Source } from '../reading/source.ts';
import { isClockTime } from '../values/duration.ts';
import { meantClockTime } from '../values/meant-time.ts';

/** Two clock times of one clock. */
interface ClockSpan {
  readonly from: string;
  readonly to: string;
}

/** How errors speak of two clock times. */
interface SpanWords {
  readonly key: string;
  readonly advice: Saying;
  readonly refused: (text: string) => Saying;
}

/** Reads two clock times: `21:00 to 08:00`. The message of an error shows what is probably meant. */
export function readClockSpan(source: Source, node: Node, { key, advice, refused }: SpanWords): ClockSpan | undefined {
  const text = readText(source, node, key, advice);
  if (text === undefined) return undefined;
  const [from = '', to = '', ...rest] = text.split(' to ');
  if (isClockTime(from) && isClockTime(to) && from !== to && rest.length === 0) return { from, to };
  const [start, end] = halfWidth(text).split(/\s*(?:から|〜|~|-|–|until|to)\s*/);
  const meant = [start, end].map((time) => meantClockTime(time ?? ''));
  const instead = meant.includes(undefined) || meant[0] === meant[1] ? advice : say`write "${meant.join(' to ')}"`;
  source.report(node, refused(text), instead);
  return undefined;
}
