import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isJourneyName } from '../../src/journey/parsing/parse.ts';
import { say } from '../../src/journey/reading/saying.ts';
import { anyOf } from '../../src/journey/reading/suggest.ts';
import { purposes } from '../../src/model/purpose.ts';
import { layoutFolder, loadSettings } from '../journeys.ts';
import { type Command, CommandError, readArguments, readLanguage, refuseMore, UsageError } from './command.ts';
import { newJourney } from './scaffold.ts';
import { scaffoldWords } from './scaffold-words.ts';

/** `new`: begins a journey. */
export const begin: Command = {
  usage: 'NAME [--purpose marketing|transactional] [--lang en|ja]',
  about: {
    en: 'creates a journey: a journey.yaml and a message in every language of the store',
    ja: 'ジャーニーを新しく作ります（journey.yaml と、ショップのすべての言語のメッセージ）',
  },
  details: {
    en: [
      'NAME                2 to 40 of a-z, 0-9 and -, beginning with a letter',
      '--purpose PURPOSE   marketing (the default) needs consent; transactional does not',
      '--lang en|ja        the language of the comments; there is a message in every language of the store either way',
    ],
    ja: [
      'NAME                英小文字で始まる2～40文字（英小文字、数字、ハイフン）',
      '--purpose PURPOSE   marketing（既定）は販促（同意が必要）、transactional は取引連絡（同意は不要）',
      '--lang en|ja        コメントの言語。メッセージは、どちらの場合もショップのすべての言語で作ります',
    ],
  },

  async run(args, { root, print }) {
    const { values, positionals } = readArguments(args, { purpose: { type: 'string' }, lang: { type: 'string' } });
    const name = readName(positionals);
    const purpose = readPurpose(values.purpose);
    const language = readLanguage(values.lang);
    const statemachines = path.join(root, 'statemachines');
    const folder = path.join(statemachines, name);
    if (existsSync(folder)) throw new CommandError(say`statemachines/${name} already exists. Choose another name.`);
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
    throw new UsageError(say`The new journey has no name: write "npm run journeys -- new win-back".`);
  refuseMore(others, say`name one journey`);
  if (!isJourneyName(name) || name === layoutFolder) {
    const why =
      name === layoutFolder ? say`that folder holds the layout of all e-mails` : say`it has to be a folder name`;
    const rule = say`use 2 to 40 of a-z, 0-9 and -, beginning with a letter, such as "win-back"`;
    throw new UsageError(say`"${name}" cannot be a journey's name (${why}): ${rule}.`);
  }
  return name;
}

function readPurpose(text = 'marketing') {
  const purpose = purposes.find((candidate) => candidate === text);
  if (!purpose) throw new UsageError(say`--purpose is "${text}": it takes ${anyOf(purposes)}.`);
  return purpose;
}
