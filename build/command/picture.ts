import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { drawJourney } from '../../src/journey/explaining/picture.ts';
import { pictureFolder, pictureName } from '../docs/journey-pictures.ts';
import { loadJourneys } from '../journeys.ts';
import { type Command, chooseJourneys, readArguments, readLanguage } from './command.ts';

/** `picture`: draws journeys. */
export const pictureCommand: Command = {
  usage: '[--lang en|ja] [--out DIR] [NAME…]',
  about: { en: 'draws each journey as an SVG file', ja: 'ジャーニーを SVG の図にします' },
  details: {
    en: [
      '--lang en|ja   English (default) or Japanese',
      `--out DIR      the target folder (default ${pictureFolder}, as npm run build)`,
      'NAME…          these journeys only',
    ],
    ja: [
      '--lang en|ja   英語（既定）または日本語',
      `--out DIR      書き出すフォルダー（既定は npm run build と同じ ${pictureFolder}）`,
      'NAME…          図にするジャーニー（省略するとすべて）',
    ],
  },

  async run(args, { root, print }) {
    const { values, positionals } = readArguments(args, { lang: { type: 'string' }, out: { type: 'string' } });
    const language = readLanguage(values.lang);
    const folder = path.resolve(root, values.out ?? pictureFolder);
    const { journeys } = loadJourneys(path.join(root, 'statemachines'));
    const chosen = chooseJourneys(journeys, positionals);
    mkdirSync(folder, { recursive: true });
    for (const { journey } of chosen) {
      const file = path.join(folder, pictureName(journey.name, language));
      writeFileSync(file, drawJourney(journey, language));
      print(`Wrote ${file.startsWith(root) ? path.relative(root, file) : file}.`);
    }
    return 0;
  },
};
