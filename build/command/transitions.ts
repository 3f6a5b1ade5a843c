import path from 'node:path';
import type { Language } from '../../src/commerce/words.ts';
import { isWide } from '../../src/journey/reading/text-width.ts';
import { transitionHeads, transitionRows } from '../docs/transitions.ts';
import { loadJourneys } from '../journeys.ts';
import { type Command, readArguments, readLanguage, refuseWords } from './command.ts';

/** `transitions`: what the journeys cost in Step Functions. */
export const transitions: Command = {
  usage: '[--lang en|ja]',
  about: {
    en: 'counts the state transitions of a customer who stays to the end, and what they cost',
    ja: '最後まで進んだお客様1人あたりの状態遷移の回数と費用を計算します',
  },
  details: {
    en: [
      '--lang en|ja   English (default) or Japanese',
      '',
      'At the list price of $25 per million; waiting costs nothing. E-mail, SMS and functions are not included.',
    ],
    ja: [
      '--lang en|ja   英語（既定）または日本語',
      '',
      '100万回あたり25ドルの定価で計算します。待ち時間は無料です。メール、SMS、関数の料金は含みません。',
    ],
  },

  async run(args, { root, print }) {
    const { values, positionals } = readArguments(args, { lang: { type: 'string' } });
    refuseWords(positionals);
    const heads = headsIn[readLanguage(values.lang)];
    const { journeys } = loadJourneys(path.join(root, 'statemachines'));
    print(columns([heads, ...transitionRows(journeys)]));
    return 0;
  },
};

const headsIn: Readonly<Record<Language, readonly string[]>> = {
  en: transitionHeads,
  ja: ['ジャーニー', 'メッセージ', '遷移', '上限（2n + 2）', 'お客様1,000人あたりの米ドル'],
};

/** Rows with their cells below each other: the first to the left, numbers to the right. */
function columns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => widthOf(row[column] ?? ''))));
  const lines = rows.map((row) => row.map((cell, column) => align(cell, widths[column] ?? 0, column)).join('  '));
  return lines.join('\n');
}

function align(cell: string, width: number, column: number): string {
  const room = ' '.repeat(width - widthOf(cell));
  return column === 0 ? cell + room : room + cell;
}

/** In half-width characters. */
function widthOf(text: string): number {
  return [...text].reduce((width, character) => width + (isWide(character) ? 2 : 1), 0);
}
