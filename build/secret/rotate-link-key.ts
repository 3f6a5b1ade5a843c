import { say } from '../../src/journey/reading/saying.ts';
import { usualKeepDays } from '../../src/model/secret-request.ts';
import {
  type Command,
  CommandError,
  readArguments,
  readLanguage,
  readWholeNumber,
  refuseWords,
  type Shell,
} from '../command/command.ts';
import { stageOption } from '../stage/function-options.ts';
import { type Stage, stageNamed } from '../stage/stage.ts';
import { askManageSecret, secretDetails } from './ask-function.ts';
import { describeKeys } from './link-keys.ts';
import { secretWords } from './words.ts';

/** `rotate-link-key`: signs links with another key from now on. */
export const rotateLinkKey: Command = {
  usage: '[--keep-days N] [--yes] [--stage STAGE] [--lang en|ja]',
  about: {
    en: 'signs links with a new key from now on; links already sent stay valid for a while',
    ja: 'これからのリンクを新しいキーで署名します。送信済みのリンクも、しばらく使えます',
  },
  details: {
    en: [
      `--keep-days N    how long links already sent stay valid (default ${usualKeepDays}). 0 if the key has leaked:`,
      '                 then no link sent so far can unsubscribe anybody or answer a survey',
      '--yes            does not ask for confirmation; required without a terminal',
      ...secretDetails.en,
    ],
    ja: [
      `--keep-days N    送信済みのリンクを使える日数（既定 ${usualKeepDays}）。キーが漏れた場合は 0 にします。`,
      '                 そのときは、これまでのリンクでは配信停止もアンケートの回答もできなくなります',
      '--yes            確認を省きます。端末を使わない場合は必須です',
      ...secretDetails.ja,
    ],
  },

  async run(args, shell) {
    const text = { type: 'string' } as const;
    const options = { ...stageOption, 'keep-days': text, yes: { type: 'boolean' }, lang: text } as const;
    const { values, positionals } = readArguments(args, options);
    refuseWords(positionals);
    const keepDays = readDays(values['keep-days']);
    const stage = stageNamed(values.stage);
    const language = readLanguage(values.lang);
    const words = secretWords[language];
    if (values.yes !== true) await confirm(words.consequence(stage.name, keepDays), words.question, shell);
    shell.print(describeKeys(await askManageSecret(stage, { do: 'rotate-link-key', keepDays }), language));
    if (keepDays === 0) shell.print(voidAtOnce(stage, words.voidAtOnce));
    return 0;
  },
};

function readDays(option: string | undefined): number {
  if (option === undefined) return usualKeepDays;
  return readWholeNumber('keep-days', option, 0, 3650);
}

/** @throws CommandError unless somebody types yes */
async function confirm(consequence: string, question: string, { ask, print }: Shell): Promise<void> {
  print(consequence);
  if (ask === undefined)
    throw new CommandError(say`Not rotated: there is no terminal for the confirmation. Add --yes if you are sure.`);
  const answer = await ask(question);
  if (answer.trim().toLowerCase() !== 'yes') throw new CommandError(say`Not rotated: nothing was changed.`);
}

/** Containers that are warm have read the secret, and verify with what they read. */
function voidAtOnce({ prefix }: Stage, advice: string): string {
  const names = ['manage-consent', 'take-survey', 'deliver-message'];
  const calls = names.map(
    (name) =>
      `  aws lambda update-function-configuration --function-name ${prefix}-${name} --description "key rotated"`,
  );
  return ['', advice, ...calls].join('\n');
}
