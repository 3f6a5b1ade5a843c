import path from 'node:path';
import { explainJourney, printExplanation } from '../../src/journey/explaining/explain.ts';
import { loadJourneys } from '../journeys.ts';
import { type Command, chooseJourneys, readArguments, readLanguage } from './command.ts';

/** `explain`: what journeys do, in sentences. */
export const explain: Command = {
  usage: '[--lang en|ja] [NAME…]',
  about: { en: 'describes the journeys in plain sentences', ja: 'ジャーニーの内容を文章で説明します' },
  details: {
    en: ['--lang en|ja   English (default) or Japanese', 'NAME…          these journeys only'],
    ja: ['--lang en|ja   英語（既定）または日本語', 'NAME…          説明するジャーニー（省略するとすべて）'],
  },

  async run(args, { root, print }) {
    const { values, positionals } = readArguments(args, { lang: { type: 'string' } });
    const language = readLanguage(values.lang);
    const { journeys } = loadJourneys(path.join(root, 'statemachines'));
    const texts = chooseJourneys(journeys, positionals).map(
      ({ journey }) =>
        `${journey.name}: ${journey.about[language]}\n\n${printExplanation(explainJourney(journey), language)}`,
    );
    print(texts.join('\n\n'));
    return 0;
  },
};
