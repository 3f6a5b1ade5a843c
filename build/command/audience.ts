import path from 'node:path';
import { say } from '../../src/journey/reading/saying.ts';
import { countCustomers, countingFunction, usualMost } from '../audience/count.ts';
import { audienceWords, describeAudience } from '../audience/words.ts';
import { loadJourneys } from '../journeys.ts';
import { wayTo } from '../stage/function-options.ts';
import { stageNamed } from '../stage/stage.ts';
import {
  type Command,
  chooseJourneys,
  type HelpLines,
  readArguments,
  readLanguage,
  readWholeNumber,
  refuseMore,
  UsageError,
} from './command.ts';

/** The options of commands that count customers, and their lines in the help. */
export const countOptions = {
  stage: { type: 'string' },
  most: { type: 'string' },
  lang: { type: 'string' },
} as const;
export const countDetails: HelpLines = {
  en: [
    '--stage STAGE   a stage of infra/settings.ts (default dev)',
    `--most N        looks at so many customers, a fair sample of all (default ${usualMost}; 0: at all)`,
    '--lang en|ja    English (default) or Japanese',
    '',
    'It counts by what is deployed, reads what it counts (about a cent for 10,000 customers), and changes nothing.',
    ...wayTo(countingFunction).en,
  ],
  ja: [
    '--stage STAGE   infra/settings.ts のステージ（既定 dev）',
    `--most N        偏りなく選んだ N 人のお客様だけを数えます（既定 ${usualMost}。0 なら全員）`,
    '--lang en|ja    英語（既定）または日本語',
    '',
    'デプロイ済みの設定で数えます。お客様のデータを読み取るだけで（1万人で約1セント）、何も変更しません。',
    ...wayTo(countingFunction).ja,
  ],
};

/** `audience`: how many customers may enter a journey now, and why the others may not. */
export const audience: Command = {
  usage: 'NAME [--stage STAGE] [--most N] [--lang en|ja]',
  about: {
    en: 'counts the customers who may enter a journey now, and why the others may not',
    ja: 'ジャーニーに今入れるお客様の人数と、ほかのお客様が入れない理由を数えます',
  },
  details: countDetails,

  async run(args, { root, print, printError }) {
    const { values, positionals } = readArguments(args, countOptions);
    const [name, ...others] = positionals;
    if (name === undefined) throw new UsageError(say`Which journey? Give the name of its folder.`);
    refuseMore(others, say`name one journey`);
    const [loaded] = chooseJourneys(loadJourneys(path.join(root, 'statemachines')).journeys, [name]);
    const language = readLanguage(values.lang);
    const { number, progress } = audienceWords[language];
    const count = await countCustomers(
      stageNamed(values.stage),
      { do: 'audience', journey: name },
      {
        most: readMost(values.most),
        onProgress: (customers) => printError(progress(number(customers))),
      },
    );
    print(describeAudience(name, count, loaded?.rules.starts.on, language));
    return 0;
  },
};

/** The number of customers to look at; all for 0. */
export function readMost(text: string = String(usualMost)): number {
  return readWholeNumber('most', text, 0, 1_000_000_000) || Number.POSITIVE_INFINITY;
}
