import { type Command, readArguments, readLanguage } from '../command/command.ts';
import { stageOption, wayTo } from '../stage/function-options.ts';
import { askManageCustomer } from './ask-function.ts';
import { addressDetails, readQuestion } from './question.ts';
import { describeAddress } from './words.ts';

/** `show`: who closed an address, and what may be sent to it. */
export const show: Command = {
  usage: 'ADDRESS [--stage STAGE] [--lang en|ja] [--json]',
  about: {
    en: 'shows who closed an e-mail address or a phone number, when, and what may be sent to it',
    ja: 'メールアドレスや電話番号への送信を誰がいつ止めたか、何を送れるかを表示します',
  },
  details: {
    en: [
      ...addressDetails.en,
      '--lang en|ja    English (default) or Japanese',
      '--json          the same as JSON',
      '',
      'It reads only the data of the address. An account may have refused marketing without naming an address:',
      'then it gets none at this address either.',
      '',
      ...wayTo('manage-customer').en,
    ],
    ja: [
      ...addressDetails.ja,
      '--lang en|ja    英語（既定）または日本語',
      '--json          JSON で出力します',
      '',
      '読み取るのは、そのアドレスのデータだけです。アドレスを示さずに会員として販促を断っている場合は、このアドレスにも',
      '販促は届きません。',
      '',
      ...wayTo('manage-customer').ja,
    ],
  },

  async run(args, { print }) {
    const options = { ...stageOption, json: { type: 'boolean' }, lang: { type: 'string' } } as const;
    const { values, positionals } = readArguments(args, options);
    const language = readLanguage(values.lang);
    const { address, stage } = readQuestion(positionals, values.stage);
    const report = await askManageCustomer(stage, { do: 'show', address: address.value });
    const named = { address: address.value, ...report };
    print(values.json ? JSON.stringify(named, null, 2) : describeAddress(address, report, language));
    return 0;
  },
};
