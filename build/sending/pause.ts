import path from 'node:path';
import type { Words } from '../../src/commerce/words.ts';
import { type Command, readArguments, readLanguage } from '../command/command.ts';
import { readOperator } from '../command/operator.ts';
import { stageOption, wayTo } from '../stage/function-options.ts';
import { stageNamed } from '../stage/stage.ts';
import { askManageSwitches } from './ask-function.ts';
import { readScope } from './scope.ts';
import { describeChange } from './words.ts';

/** `pause`: holds what would be sent from now on. */
export const pause = switching('pause', 'paused', {
  en: 'holds what would be sent from now on; nothing is lost',
  ja: 'これからの送信を保留します。失われるものはありません',
});

/** `resume`: lets it go out again. */
export const resume = switching('resume', 'resumed', {
  en: 'lets what was held go out again, spread over a while',
  ja: '保留していたものの送信を、少しずつ再開します',
});

function switching(word: 'pause' | 'resume', to: 'paused' | 'resumed', about: Words): Command {
  return {
    usage: 'journey NAME | channel NAME | topic NAME | all [--by NAME] [--stage STAGE] [--lang en|ja]',
    about,
    details: {
      en: [
        'journey NAME    the messages of a journey; customers still enter it',
        'channel NAME    email or sms; a message that may go by another channel goes by that',
        'topic NAME      the messages of a topic of store.yaml',
        'all             every message, order updates as well',
        '--by NAME       who does it (default: the user of this machine). The table records the name and the time',
        '--stage STAGE   a stage of infra/settings.ts (default dev)',
        '--lang en|ja    English (default) or Japanese',
        '',
        'It counts from the next message on. Messages that are held are not late for it, but one that is no longer needed',
        'when it is looked at again is not sent. Things that a journey does beside messages are not paused.',
        '',
        ...wayTo('manage-switches').en,
      ],
      ja: [
        'journey NAME    ジャーニーのメッセージ。お客様の参加は続きます',
        'channel NAME    email または sms。ほかの手段でも送れるメッセージは、その手段で送ります',
        'topic NAME      store.yaml のトピックのメッセージ',
        'all             注文の連絡も含む、すべてのメッセージ',
        '--by NAME       操作する人の名前（既定はこのパソコンのユーザー名）。名前と日時を記録します',
        '--stage STAGE   infra/settings.ts のステージ（既定 dev）',
        '--lang en|ja    英語（既定）または日本語',
        '',
        '次のメッセージから適用されます。保留中のメッセージが期限切れになることはありませんが、再開したときに不要になっている',
        'ものは送りません。メッセージ以外の処理は止まりません。',
        '',
        ...wayTo('manage-switches').ja,
      ],
    },

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
