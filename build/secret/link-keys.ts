import type { Language } from '../../src/commerce/words.ts';
import type { LinkKeyReport } from '../../src/model/secret-request.ts';
import { type Command, readArguments, readLanguage, refuseWords } from '../command/command.ts';
import { stageOption } from '../stage/function-options.ts';
import { stageNamed } from '../stage/stage.ts';
import { askManageSecret, secretDetails } from './ask-function.ts';
import { secretWords } from './words.ts';

/** `link-keys`: which keys sign links and verify them. */
export const linkKeys: Command = {
  usage: '[--stage STAGE] [--lang en|ja]',
  about: {
    en: 'shows which key signs links, and until when earlier keys are valid; never the keys themselves',
    ja: 'リンクの署名に使うキーの番号と、以前のキーの期限を表示します。キーそのものは表示しません',
  },
  details: secretDetails,

  async run(args, { print }) {
    const { values, positionals } = readArguments(args, { ...stageOption, lang: { type: 'string' } });
    refuseWords(positionals);
    const language = readLanguage(values.lang);
    print(describeKeys(await askManageSecret(stageNamed(values.stage), { do: 'link-keys' }), language));
    return 0;
  },
};

/** A line for each key: `Key 2 signs links.` */
export function describeKeys(report: LinkKeyReport, language: Language): string {
  const { signs, validUntil } = secretWords[language];
  const lines = report.linkKeys.map(({ id, until }) =>
    until === undefined ? signs(id) : validUntil(id, until.slice(0, 10)),
  );
  return lines.join('\n');
}
