import type { Language } from '../../src/commerce/words.ts';
import type { SampleCustomer, Standing } from '../../src/model/audience-request.ts';
import type { Count } from './count.ts';

interface Words {
  readonly number: (count: number) => string;
  readonly looked: (customers: string, more: boolean) => string;
  readonly may: (journey: string, count: string, share: string) => string;
  readonly why: Readonly<Record<Exclude<Standing, 'may-enter'>, string>>;
  readonly sample: string;
  readonly byEvent: (event: string) => string;
  readonly segments: (customers: string, more: boolean) => string;
  readonly none: string;
  /** While it counts. */
  readonly progress: (customers: string) => string;
}

const en: Words = {
  number: (count) => count.toLocaleString('en'),
  looked: (customers, more) => `${more ? 'Of the first ' : 'Of all '}${customers} customers:`,
  may: (journey, count, share) => `${count} may enter ${journey} now (${share})`,
  why: {
    'not-in-segment': 'are not in the segment',
    'not-in-audience': 'do not fulfil the condition of "if"',
    'no-address': 'have no address',
    suppressed: 'have an address that is closed (bounce, complaint or STOP)',
    'no-consent': 'have not agreed to marketing, or have unsubscribed',
    'already-in': 'are in it, or may not enter again yet',
    undecided: 'could not be decided: see the log of the function',
  },
  sample: 'Some who may enter',
  byEvent: (event) => `${event} starts it, and its conditions on the event are not counted: these could enter by one.`,
  segments: (customers, more) => `Segments, ${more ? 'of the first ' : 'of all '}${customers} customers:`,
  none: 'segments.yaml defines no segment.',
  progress: (customers) => `${customers} customers …`,
};

const ja: Words = {
  number: (count) => count.toLocaleString('ja'),
  looked: (customers, more) => `お客様${customers}人${more ? '（先頭から）' : '（全員）'}の内訳：`,
  may: (journey, count, share) => `${count}人が現在「${journey}」の対象です（${share}）`,
  why: {
    'not-in-segment': '人はセグメントに含まれません',
    'not-in-audience': '人は「if」の条件に当てはまりません',
    'no-address': '人は連絡先がありません',
    suppressed: '人は送信できない宛先です（不達・迷惑報告・STOPの返信）',
    'no-consent': '人は販促に同意していないか、配信を停止しています',
    'already-in': '人はすでに進行中か、まだ再び入れません',
    undecided: '人は判定できませんでした（関数のログをご覧ください）',
  },
  sample: '対象のお客様の例',
  byEvent: (event) => `${event} で開始します。出来事についての条件は数えていません（そのとき対象になりうる人数です）。`,
  segments: (customers, more) => `お客様${customers}人${more ? '（先頭から）' : '（全員）'}のセグメント：`,
  none: 'segments.yaml にセグメントがありません。',
  progress: (customers) => `${customers}人を確認しました…`,
};

export const audienceWords: Readonly<Record<Language, Words>> = { en, ja };

/** The count of a journey's audience, as lines. @param startsOn the event that starts it, if one does */
export function describeAudience(
  journey: string,
  count: Count,
  startsOn: string | undefined,
  language: Language,
): string {
  const words = audienceWords[language];
  const reasons = Object.entries(words.why).flatMap(([standing, why]): [number, string][] => {
    const found = count.counts[standing] ?? 0;
    return found === 0 ? [] : [[found, why]];
  });
  const may = count.counts['may-enter'] ?? 0;
  const shown = [may, ...reasons.map(([found]) => found)].map(words.number);
  const width = Math.max(...shown.map((text) => text.length));
  const gap = language === 'ja' ? '' : ' ';
  return [
    words.looked(words.number(count.customers), count.more),
    `  ${words.may(journey, words.number(may).padStart(width), shareOf(may, count.customers))}`,
    ...reasons
      .toSorted(([one], [other]) => other - one)
      .map(([found, why]) => `  ${words.number(found).padStart(width)}${gap}${why}`),
    ...(count.sample.length > 0
      ? ['', `${words.sample}${language === 'ja' ? '：' : ': '}${count.sample.map(nameOf).join(', ')}`]
      : []),
    ...(startsOn === undefined ? [] : ['', words.byEvent(startsOn)]),
  ].join('\n');
}

/** The count of every segment, as lines. @param names in the order of segments.yaml */
export function describeSegments(names: readonly string[], count: Count, language: Language): string {
  const words = audienceWords[language];
  if (names.length === 0) return words.none;
  const width = Math.max(...names.map((name) => name.length));
  const rows = names.map((name) => {
    const found = count.counts[name] ?? 0;
    return `  ${name.padEnd(width)}  ${words.number(found).padStart(9)}  ${shareOf(found, count.customers)}`;
  });
  return [words.segments(words.number(count.customers), count.more), ...rows].join('\n');
}

function nameOf({ id, address }: SampleCustomer): string {
  return [id, address].filter((part) => part !== undefined).join(' ') || '?';
}

function shareOf(count: number, all: number): string {
  return all === 0 ? '–' : `${((100 * count) / all).toFixed(1)} %`;
}
