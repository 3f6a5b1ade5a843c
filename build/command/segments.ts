import path from 'node:path';
import { countCustomers } from '../audience/count.ts';
import { audienceWords, describeSegments } from '../audience/words.ts';
import { loadSegments } from '../journeys.ts';
import { stageNamed } from '../stage/stage.ts';
import { countDetails, countOptions, readMost } from './audience.ts';
import { type Command, readArguments, readLanguage, refuseWords } from './command.ts';

/** `segments`: how many customers are in each segment. */
export const segmentsCommand: Command = {
  usage: '[--stage STAGE] [--most N] [--lang en|ja]',
  about: {
    en: 'counts the customers in each segment of segments.yaml',
    ja: 'segments.yaml の各セグメントのお客様の人数を数えます',
  },
  details: countDetails,

  async run(args, { root, print, printError }) {
    const { values, positionals } = readArguments(args, countOptions);
    refuseWords(positionals);
    const names = Object.keys(loadSegments(path.join(root, 'statemachines')));
    const language = readLanguage(values.lang);
    const { number, progress } = audienceWords[language];
    const count = await countCustomers(
      stageNamed(values.stage),
      { do: 'segments' },
      {
        most: readMost(values.most),
        onProgress: (customers) => printError(progress(number(customers))),
      },
    );
    print(describeSegments(names, count, language));
    return 0;
  },
};
