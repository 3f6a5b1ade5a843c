import path from 'node:path';
import { type Command, readArguments, readLanguage } from '../command/command.ts';
import { readOperator } from '../command/operator.ts';
import { stageOption, wayTo } from '../stage/function-options.ts';
import { stageNamed } from '../stage/stage.ts';
import { askManageSwitches } from './ask-function.ts';
import { readScope } from './scope.ts';
import { describeChange } from './words.ts';

/** `pause`: holds what would be sent from now on. */
export const pause = switching('pause', 'paused', 'holds what would be sent from now on; nothing is lost');

/** `resume`: lets it go out again. */
export const resume = switching('resume', 'resumed', 'lets what was held go out again, spread over a while');

function switching(word: 'pause' | 'resume', to: 'paused' | 'resumed', about: string): Command {
  return {
    usage: 'journey NAME | channel NAME | topic NAME | all [--by NAME] [--stage STAGE] [--lang en|ja]',
    about,
    details: [
      'journey NAME    the messages of a journey; customers still enter it',
      'channel NAME    email or sms; a message that may go by another channel goes by that',
      'topic NAME      the messages of a topic of store.yaml',
      'all             every message, order updates as well',
      '--by NAME       who does it (default: the user of this machine). The table records the name and the time',
      '--stage STAGE   a stage of infra/settings.ts (default dev)',
      '--lang LANG     en or ja (default en)',
      '',
      'It counts from the next message on. Messages that are held are not late for it, but one that is no longer needed',
      'when it is looked at again is not sent. Things that a journey does beside messages are not paused.',
      '',
      ...wayTo('manage-switches'),
    ],

    async run(args, { root, print }) {
      const options = { ...stageOption, by: { type: 'string' }, lang: { type: 'string' } } as const;
      const { values, positionals } = readArguments(args, options);
      const language = readLanguage(values.lang);
      const stage = stageNamed(values.stage);
      const scope = readScope(positionals, path.join(root, 'statemachines'), word === 'pause');
      const by = readOperator(values.by);
      const { changed = false } = await askManageSwitches(stage, { do: word, scope, by });
      print(describeChange(scope, to, changed, language));
      return 0;
    },
  };
}
