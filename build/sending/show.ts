import { type Command, readArguments, readLanguage, refuseWords } from '../command/command.ts';
import { stageOption, wayTo } from '../stage/function-options.ts';
import { stageNamed } from '../stage/stage.ts';
import { askManageSwitches } from './ask-function.ts';
import { describeSwitches } from './words.ts';

/** `show`: what is paused, and who paused and resumed what. */
export const show: Command = {
  usage: '[--stage STAGE] [--lang en|ja] [--json]',
  about: {
    en: 'shows what is paused, and who paused and resumed what',
    ja: '停止中のものと、誰がいつ停止・再開したかを表示します',
  },
  details: {
    en: [
      '--stage STAGE   a stage of infra/settings.ts (default dev)',
      '--lang en|ja    English (default) or Japanese',
      '--json          the same as JSON',
      '',
      ...wayTo('manage-switches').en,
    ],
    ja: [
      '--stage STAGE   infra/settings.ts のステージ（既定 dev）',
      '--lang en|ja    英語（既定）または日本語',
      '--json          JSON で出力します',
      '',
      ...wayTo('manage-switches').ja,
    ],
  },

  async run(args, { print }) {
    const options = { ...stageOption, lang: { type: 'string' }, json: { type: 'boolean' } } as const;
    const { values, positionals } = readArguments(args, options);
    refuseWords(positionals);
    const language = readLanguage(values.lang);
    const report = await askManageSwitches(stageNamed(values.stage), { do: 'show' });
    print(values.json ? JSON.stringify(report, null, 2) : describeSwitches(report, language));
    return 0;
  },
};
