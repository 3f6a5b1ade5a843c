import { type Command, readArguments } from '../command/command.ts';
import { stageOption, wayTo } from '../stage/function-options.ts';
import { askManageCustomer } from './ask-function.ts';
import { addressDetails, readQuestion } from './question.ts';
import { describeAddress } from './words.ts';

/** `show`: who closed an address, and what may be sent to it. */
export const show: Command = {
  usage: 'ADDRESS [--stage STAGE] [--json]',
  about: {
    en: 'shows who closed an e-mail address or a phone number, when, and what may be sent to it',
    ja: 'メールアドレスや電話番号への送信を誰がいつ止めたか、何を送れるかを表示します',
  },
  details: {
    en: [
      ...addressDetails.en,
      '--json          the same as JSON',
      '',
      'It reads only the data of the address. An account may have refused marketing without naming an address:',
      'then it gets none at this address either.',
      '',
      ...wayTo('manage-customer').en,
    ],
    ja: [
      ...addressDetails.ja,
      '--json          JSON で出力します',
      '',
      '読み取るのは、そのアドレスのデータだけです。アドレスを示さずに会員として販促を断っている場合は、このアドレスにも',
      '販促は届きません。',
      '',
      ...wayTo('manage-customer').ja,
    ],
  },

  async run(args, { print }) {
    const { values, positionals } = readArguments(args, { ...stageOption, json: { type: 'boolean' } });
    const { address, stage } = readQuestion(positionals, values.stage);
    const report = await askManageCustomer(stage, { do: 'show', address: address.value });
    print(
      values.json ? JSON.stringify({ address: address.value, ...report }, null, 2) : describeAddress(address, report),
    );
    return 0;
  },
};
