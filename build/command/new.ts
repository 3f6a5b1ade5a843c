import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isJourneyName } from '../../src/journey/parsing/parse.ts';
import { anyOf } from '../../src/journey/reading/suggest.ts';
import { purposes } from '../../src/model/purpose.ts';
import { layoutFolder, loadSettings } from '../journeys.ts';
import { type Command, CommandError, readArguments, readLanguage, UsageError } from './command.ts';
import { newJourney } from './scaffold.ts';
import { scaffoldWords } from './scaffold-words.ts';

/** `new`: begins a journey. */
export const begin: Command = {
  usage: 'NAME [--purpose marketing|transactional] [--lang en|ja]',
  about: 'creates a journey: a journey.yaml and a message in every language of the store',
  details: [
    'NAME                2 to 40 of a-z, 0-9 and -, beginning with a letter',
    '--purpose PURPOSE   marketing (the default) needs consent; transactional does not',
    '--lang en|ja        the language of the comments; there is a message in every language of the store either way',
  ],

  async run(args, { root, print }) {
    const { values, positionals } = readArguments(args, { purpose: { type: 'string' }, lang: { type: 'string' } });
    const name = readName(positionals);
    const purpose = readPurpose(values.purpose);
    const language = readLanguage(values.lang);
    const statemachines = path.join(root, 'statemachines');
    const folder = path.join(statemachines, name);
    if (existsSync(folder)) throw new CommandError(`statemachines/${name} already exists. Choose another name.`);
    const { locales } = loadSettings(statemachines);
    for (const { path: file, text } of newJourney({ name, purpose, locales, language })) {
      const full = path.join(folder, file);
      mkdirSync(path.dirname(full), { recursive: true });
      writeFileSync(full, text);
      print(scaffoldWords[language].wrote(`statemachines/${name}/${file}`));
    }
    print(scaffoldWords[language].next);
    return 0;
  },
};

function readName([name, ...others]: readonly string[]): string {
  if (name === undefined)
    throw new UsageError('The new journey has no name: write "npm run journeys -- new win-back".');
  if (others.length > 0) throw new UsageError(`"${others[0]}" is unexpected: name one journey.`);
  if (!isJourneyName(name) || name === layoutFolder) {
    const why = name === layoutFolder ? 'that folder holds the layout of all e-mails' : 'it has to be a folder name';
    const rule = 'use 2 to 40 of a-z, 0-9 and -, beginning with a letter, such as "win-back"';
    throw new UsageError(`"${name}" cannot be a journey's name (${why}): ${rule}.`);
  }
  return name;
}

function readPurpose(text = 'marketing') {
  const purpose = purposes.find((candidate) => candidate === text);
  if (!purpose) throw new UsageError(`--purpose is "${text}": it takes ${anyOf(purposes)}.`);
  return purpose;
}
