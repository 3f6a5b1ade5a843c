import path from 'node:path';
import { countCustomers, countingFunction, usualMost } from '../audience/count.ts';
import { describeAudience } from '../audience/words.ts';
import { loadJourneys } from '../journeys.ts';
import { wayTo } from '../stage/function-options.ts';
import { stageNamed } from '../stage/stage.ts';
import { type Command, chooseJourneys, readArguments, readLanguage, readWholeNumber, UsageError } from './command.ts';

/** The options of commands that count customers, and their lines in the help. */
export const countOptions = {
  stage: { type: 'string' },
  most: { type: 'string' },
  lang: { type: 'string' },
} as const;
export const countDetails: readonly string[] = [
  '--stage STAGE   a stage of infra/settings.ts (default dev)',
  `--most N        looks at so many customers, a fair sample of all (default ${usualMost}; 0: at all)`,
  '--lang ja       in Japanese',
  '',
  'It counts by what is deployed, reads what it counts (about a cent for 10,000 customers), and changes nothing.',
  ...wayTo(countingFunction),
];

/** `audience`: how many customers may enter a journey now, and why the others may not. */
export const audience: Command = {
  usage: 'NAME [--stage STAGE] [--most N] [--lang en|ja]',
  about: 'counts the customers who may enter a journey now, and why the others may not',
  details: countDetails,

  async run(args, { root, print, printError }) {
    const { values, positionals } = readArguments(args, countOptions);
    const [name, ...others] = positionals;
    if (name === undefined) throw new UsageError('Which journey? Give the name of its folder.');
    if (others.length > 0) throw new UsageError(`"${others[0]}" is unexpected: name one journey.`);
    const [loaded] = chooseJourneys(loadJourneys(path.join(root, 'statemachines')).journeys, [name]);
    const language = readLanguage(values.lang);
    const count = await countCustomers(
      stageNamed(values.stage),
      { do: 'audience', journey: name },
      {
        most: readMost(values.most),
        onProgress: (customers) => printError(`${customers} customers …`),
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
