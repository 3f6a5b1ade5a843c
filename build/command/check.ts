import path from 'node:path';
import { channelKinds } from '../../src/channels/kinds.ts';
import { describeProblems } from '../../src/journey/reading/problem.ts';
import { type Said, type Saying, say } from '../../src/journey/reading/saying.ts';
import { wordingsIn } from '../../src/journey/words/problems.ts';
import { examine, type Findings } from '../examine.ts';
import { type MessageCost, messageCosts } from '../messages/costs.ts';
import { describeWarning, warningsOf } from '../warnings.ts';
import { type Command, readArguments, readLanguage, refuseWords } from './command.ts';

/** `check`: reads everything under statemachines/ and says what is wrong with it. */
export const check: Command = {
  usage: '[--lang en|ja] [--costs]',
  about: {
    en: 'checks store.yaml, segments.yaml, every journey and every message, and reports errors',
    ja: 'store.yaml、segments.yaml、すべてのジャーニーとメッセージを検査し、誤りを知らせます',
  },
  details: {
    en: [
      '--lang en|ja   English (default) or Japanese',
      '--costs        lists what every SMS text costs, not only the dearest',
      'Exits with 1 if there are errors. Warnings do not count as errors.',
    ],
    ja: [
      '--lang en|ja   英語（既定）または日本語',
      '--costs        最も高いものだけでなく、すべてのSMSの料金を表示します',
      '誤りがあれば終了コードは 1 です。警告は誤りに数えません。',
    ],
  },

  async run(args, { root, print, printError }) {
    const { values, positionals } = readArguments(args, { lang: { type: 'string' }, costs: { type: 'boolean' } });
    refuseWords(positionals);
    const wordings = wordingsIn[readLanguage(values.lang)];
    const start = performance.now();
    const findings = await examine(path.join(root, 'statemachines'));
    const warnings = warningsOf(findings);
    for (const warning of warnings) printError(describeWarning(warning, wordings));
    if (findings.problems.length > 0) {
      printError(describeProblems(findings.problems, wordings));
      printError(`\n${say`${errors(findings.problems.length)}.`.in(wordings)}`);
      return 1;
    }
    const milliseconds = Math.round(performance.now() - start);
    const tail = countOfWarnings(warnings.length);
    print(say`${inventory(findings)}: no errors, ${tail} (${milliseconds} ms).`.in(wordings));
    const costs = messageCosts(findings.messages, findings.settings);
    for (const cost of values.costs ? costs : costs.slice(0, 1)) print(describeCost(cost).in(wordings));
    return 0;
  },
};

/** What a text costs: the parts, and the sum in each country. */
function describeCost({ journey, message, locale, channel, parts, costs }: MessageCost): Saying {
  const { words, prices } = channelKinds[channel];
  const file = `${journey}/messages/${message}.${locale}.md`;
  const name = words.en.name;
  const size = parts === 1 ? say`1 segment` : say`${parts} segments`;
  if (costs.length === 0)
    return say`${name} of ${file}: ${size}; its price in the shop's country is unknown: name it in store.yaml, "channels: { ${channel}: { prices: … } }"`;
  const sums = costs.map(([country, dollars]) => `${country} ${dollars} USD`).join(', ');
  return say`${name} of ${file}: ${size} with sample data, ${sums} (prices of ${prices.asOf})`;
}

function countOfWarnings(count: number): Said {
  if (count === 0) return say`no warnings`;
  return count === 1 ? say`1 warning` : say`${count} warnings`;
}

function errors(count: number): Said {
  return count === 1 ? say`1 error` : say`${count} errors`;
}

function inventory({ settings, journeys, messages }: Findings): Said {
  const named = Object.values(messages).flatMap((ofJourney) => Object.values(ofJourney));
  const files = named.reduce((sum, { locales }) => sum + Object.keys(locales).length, 0);
  const { locales } = settings;
  const ofJourneys = journeys.length === 1 ? say`1 journey` : say`${journeys.length} journeys`;
  const ofMessages = files === 1 ? say`1 message` : say`${files} messages`;
  const languages = locales.length === 1 ? say`1 language` : say`${locales.length} languages`;
  return say`${ofJourneys}, ${ofMessages}, ${languages} (${locales.join(', ')})`;
}
