import type { Language } from '../../../src/commerce/words.ts';
import { counted } from '../summary/words.ts';
import type { Arrival } from './arrivals.ts';
import { routeOf, titleOf, wayInWords } from './words.ts';

/**
 * What arrived through connectors, for the terminal: a line for each way, and one for what was put on the bus without.
 * @param posted how many events were posted in all
 */
export function arrivalLines(arrived: readonly Arrival[], posted: number, language: Language): string[] {
  if (arrived.length === 0) return [];
  const ways = [...Map.groupBy(arrived, ({ connector, way }) => `${connector}\n${way}`).values()];
  const total = sumOf(arrived);
  return [...ways.flatMap((those) => wayLines(those, language)), directLine(posted - total, language)];
}

function wayLines(those: readonly Arrival[], language: Language): string[] {
  const [{ connector, way } = { connector: '', way: '' }] = those;
  const by = [wayInWords(way, language), routeOf(connector, way) ?? []].flat();
  const types = [...Map.groupBy(those, ({ type }) => type)].map(([type, same]) => `${type} ${sumOf(same)}`);
  const [count, title] = [sumOf(those), titleOf(connector)];
  return language === 'ja'
    ? [
        `コネクター「${title}」（${by.join('、')}）経由で届いたイベント：${count.toLocaleString('ja')}件`,
        `  ${types.join('、')}`,
      ]
    : [`${counted(count, 'event')} arrived through the connector ${title} (${by.join(', ')})`, `  ${types.join(', ')}`];
}

function directLine(count: number, language: Language): string {
  const number = Math.max(0, count).toLocaleString(language);
  return language === 'ja'
    ? `そのほかの${number}件は、イベントバスに直接届きました`
    : `${number} others were put on the event bus directly`;
}

function sumOf(arrived: readonly Arrival[]): number {
  return arrived.reduce((sum, { count }) => sum + count, 0);
}
