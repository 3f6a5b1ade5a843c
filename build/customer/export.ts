import { accessSync, constants, existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { say } from '../../src/journey/reading/saying.ts';
import type { ExportedAddress, ExportedItem } from '../../src/model/data-request.ts';
import { type Command, CommandError, inEach, readArguments, readLanguage } from '../command/command.ts';
import { stageOption, wayTo } from '../stage/function-options.ts';
import { type Stage, stageNamed } from '../stage/stage.ts';
import { askManageData } from './ask-data.ts';
import { dataWords } from './data-words.ts';
import { customerDetails, findAt, readWho } from './held.ts';

/** `export`: everything that is kept about a customer. */
export const exportCommand: Command = {
  usage: 'ADDRESS|ID [--out FILE] [--summary] [--stage STAGE] [--lang en|ja]',
  about: {
    en: 'exports everything that is kept about a customer as JSON (GDPR Art. 15, 個人情報保護法の開示)',
    ja: 'お客様について保存しているすべてのデータを JSON で出力します（個人情報保護法の開示、GDPR 第15条）',
  },
  details: {
    en: [
      ...customerDetails.en,
      '--out FILE      writes the JSON to a new file, which only you may read, and prints a summary',
      '--summary       prints the summary alone',
      '',
      'The JSON has every stored item under every key that the customer is known by, and what is kept of their addresses,',
      'with the consent. Times are ISO 8601, amounts are in the smallest unit of the currency.',
      '',
      ...wayTo('manage-data').en,
    ],
    ja: [
      ...customerDetails.ja,
      '--out FILE      JSON を新しいファイル（本人だけが読める権限）に書き出し、概要を表示します',
      '--summary       概要だけを表示します',
      '',
      'JSON には、そのお客様のすべてのキーの項目と、アドレスごとの記録（同意を含む）が入ります。',
      '日時は ISO 8601、金額は通貨の最小単位です。',
      '',
      ...wayTo('manage-data').ja,
    ],
  },

  async run(args, { print, printError }) {
    const text = { type: 'string' } as const;
    const options = { ...stageOption, out: text, summary: { type: 'boolean' }, lang: text } as const;
    const { values, positionals } = readArguments(args, options);
    const who = readWho(positionals);
    const language = readLanguage(values.lang);
    const words = dataWords[language];
    const { out } = values;
    if (out !== undefined && existsSync(out)) throw new CommandError(inEach((each) => dataWords[each].exists(out)));
    if (out !== undefined) unlessWritable(out, () => accessSync(path.dirname(path.resolve(out)), constants.W_OK));
    const stage = stageNamed(values.stage);
    const found = await findAt(stage, who);
    const whole = await readAll(stage, found.customer, (items) => printError(words.read(items)));
    // the kinds are counted below, with their dates
    const summary = [words.found(who, { ...found, items: {} }), ...summaryOf(whole.items, language)].join('\n');
    const json = JSON.stringify({ exportedAt: new Date().toISOString(), ...whole }, null, 2);
    if (values.summary) print(summary);
    else if (out === undefined) print(json);
    else {
      unlessWritable(out, () => writeFileSync(out, `${json}\n`, { mode: 0o600, flag: 'wx' }));
      print(`${summary}\n\n${words.written(out, whole.items.length)}`);
    }
    return 0;
  },
};

/** @throws CommandError when the file cannot be written, with the system's own code */
function unlessWritable(file: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw new CommandError(say`Nothing can be written to ${file}: ${String(error.code)}.`);
  }
}

interface WholeExport {
  readonly customer: string;
  readonly names: readonly string[];
  readonly items: readonly ExportedItem[];
  readonly addresses: readonly ExportedAddress[];
}

/** Reads page after page. @param tell is told of the progress when there is more than one */
async function readAll(stage: Stage, customer: string, tell: (items: number) => void): Promise<WholeExport> {
  const items: ExportedItem[] = [];
  for (let from = {}; ; ) {
    const { next, addresses = [], ...page } = await askManageData(stage, { do: 'export', customer, ...from });
    items.push(...page.items);
    if (next === undefined) return { customer: page.customer, names: page.names, items, addresses };
    tell(items.length);
    from = next;
  }
}

/** A line for each kind of item: how many, and from when to when. */
function summaryOf(items: readonly ExportedItem[], language: keyof typeof dataWords): string[] {
  const { kinds, summary } = dataWords[language];
  return [...Map.groupBy(items, ({ kind }) => kind)].map(([kind, some]) => {
    const times = some.flatMap(({ value }) => JSON.stringify(value).match(/\d{4}-\d\d-\d\dT[\d:.]+Z/g) ?? []).sort();
    return summary(some.length, kinds[kind] ?? kind, times[0] ?? '', times.at(-1) ?? '');
  });
}
