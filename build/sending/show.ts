import { type Command, readArguments, readLanguage, refuseWords } from '../command/command.ts';
import { stageOption, wayTo } from '../stage/function-options.ts';
import { stageNamed } from '../stage/stage.ts';
import { askManageSwitches } from './ask-function.ts';
import { describeSwitches } from './words.ts';

/** `show`: what is paused, and who paused and resumed what. */
export const show: Command = {
  usage: '[--stage STAGE] [--lang en|ja] [--json]',
  about: 'shows what is paused, and who paused and resumed what',
  details: [
    '--stage STAGE   a stage of infra/settings.ts (default dev)',
    '--lang LANG     en or ja (default en)',
    '--json          the same as JSON',
    '',
    ...wayTo('manage-switches'),
  ],

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
