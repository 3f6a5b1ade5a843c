import { wordingsIn } from '../../src/journey/words/problems.ts';
import { type Command, readArguments, readLanguage } from '../command/command.ts';
import { countVerdicts, describeVerdicts } from './describe.ts';
import { clockAdvice, fileDetails, fileOptions, readVerdicts } from './read-verdicts.ts';
import type { EntryProblem, Verdict } from './verdict.ts';

const outputOptions = { details: { type: 'boolean' }, json: { type: 'boolean' } } as const;

/** `check`: whether events fit their contracts, and what they would set in motion. */
export const checkEvents: Command = {
  usage: 'FILE|- [--type TYPE] [--details] [--lang en|ja] [--json]',
  about: {
    en: 'checks events against their contracts, and shows which journeys they concern',
    ja: 'イベントを仕様に照らして検査し、どのジャーニーに関わるかを示します',
  },
  details: {
    en: [
      ...fileDetails.en,
      '--details       every event; without it, of more than three, those that are refused, lose a field or are wrong about consent',
      '--json          the same as JSON, with every event',
      '',
      'It asks no service; with AWS_ENDPOINT_URL=http://127.0.0.1:4310 it goes by the clock of "npm start", as send does.',
      'It names the fields that do not fit, never what they hold. Exit code 1 when one is refused, or wrong about consent.',
      'Whether a journey really starts depends on the customer: audience, earlier runs, consent.',
    ],
    ja: [
      ...fileDetails.ja,
      '--details       すべてのイベントを示します（既定では、4件以上なら、拒否されるもの、項目が落ちるもの、同意に誤りのあるものだけ）',
      '--json          すべてのイベントを JSON で出力します',
      '',
      'どのサービスにも問い合わせません。AWS_ENDPOINT_URL=http://127.0.0.1:4310 を設定すると、「npm start」の時計に従います。',
      '合わない項目の名前だけを示し、その内容は示しません。拒否されるイベントや、同意の内容に誤りのあるイベントがあれば終了コードは 1 です。',
      '実際に開始するかどうかは、お客様の状況（対象の条件、これまでの履歴、同意）によります。',
    ],
  },

  async run(args, { root, print }) {
    const { values, positionals } = readArguments(args, { ...fileOptions, ...outputOptions });
    const language = readLanguage(values.lang);
    const verdicts = await readVerdicts(positionals, { type: values.type, root });
    const lines = [
      ...describeVerdicts(verdicts, language, values.details),
      '',
      countVerdicts(verdicts, language),
      ...clockAdvice(verdicts).map((advice) => advice.in(wordingsIn[language])),
    ];
    print(values.json ? JSON.stringify(verdicts.map(asJson), null, 2) : lines.join('\n'));
    return verdicts.some(({ problems, doubts }) => problems.length + doubts.length > 0) ? 1 : 0;
  },
};

function asJson({ entry: { place, type }, problems, doubts, ...verdict }: Verdict) {
  const told = (all: readonly EntryProblem[]) => all.map(({ path, problem }) => ({ path, problem: String(problem) }));
  return { place: String(place), type, problems: told(problems), doubts: told(doubts), ...verdict };
}
