import { readSpeltChat } from '../../src/commerce/customer/identity.ts';
import type { Language } from '../../src/commerce/words.ts';
import { type NamedAddress, readAddress } from '../../src/model/customer-request.ts';
import { type Command, readArguments, readLanguage } from '../command/command.ts';
import { stageOption, wayTo } from '../stage/function-options.ts';
import { type Stage, stageNamed } from '../stage/stage.ts';
import { askManageCustomer } from './ask-function.ts';
import { findAt, readWho } from './held.ts';
import { addressDetails, readQuestion } from './question.ts';
import { describeAddress } from './words.ts';

/** `show`: who closed an address, and what may be sent to it. */
export const show: Command = {
  usage: 'ADDRESS|NAME [--stage STAGE] [--lang en|ja] [--json]',
  about: {
    en: 'shows who closed an e-mail address or a phone number, when, and what may be sent to it',
    ja: 'メールアドレスや電話番号への送信を誰がいつ止めたか、何を送れるかを表示します',
  },
  details: {
    en: [
      ...addressDetails.en,
      'NAME            a user name with its service: instagram:@tea, x:@tea, facebook:tea.house or line:U…. It shows the',
      '                addresses of the customer who has it',
      '--lang en|ja    English (default) or Japanese',
      '--json          the same as JSON',
      '',
      'It reads only the data of the address. An account may have refused marketing without naming an address:',
      'then it gets none at this address either.',
      '',
      ...wayTo('manage-customer').en,
      'A NAME asks manage-data as well.',
    ],
    ja: [
      ...addressDetails.ja,
      'NAME            サービス名付きのユーザー名（instagram:@tea、x:@tea、facebook:tea.house、line:U…）。そのお客様の',
      '                アドレスを表示します',
      '--lang en|ja    英語（既定）または日本語',
      '--json          JSON で出力します',
      '',
      '読み取るのは、そのアドレスのデータだけです。アドレスを示さずに会員として販促を断っている場合は、このアドレスにも',
      '販促は届きません。',
      '',
      ...wayTo('manage-customer').ja,
      'NAME を指定した場合は、関数 manage-data にも問い合わせます。',
    ],
  },

  async run(args, { print }) {
    const { values, positionals } = readArguments(args, {
      ...stageOption,
      json: { type: 'boolean' },
      lang: { type: 'string' },
    });
    const language = readLanguage(values.lang);
    const isName = positionals.length === 1 && readSpeltChat(positionals[0] ?? '') !== undefined;
    if (!isName) {
      const { address, stage } = readQuestion(positionals, values.stage);
      const report = await askManageCustomer(stage, { do: 'show', address: address.value });
      print(values.json ? asJson({ address: address.value, ...report }) : describeAddress(address, report, language));
      return 0;
    }
    const stage = stageNamed(values.stage);
    const who = readWho(positionals);
    const { customer, spelt = [] } = await findAt(stage, who);
    const addresses = spelt.flatMap((address) => readAddress(address) ?? []);
    const reports = await Promise.all(addresses.map((address) => reportOn(stage, address)));
    const all = reports.map(({ address, report }) => ({ address: address.value, ...report }));
    const lines = () => [
      nameLine(who, addresses.length, language),
      ...reports.map((one) => describeAddress(one.address, one.report, language)),
    ];
    print(values.json ? asJson({ name: who, customer, addresses: all }) : lines().join('\n'));
    return 0;
  },
};

async function reportOn(stage: Stage, address: NamedAddress) {
  return { address, report: await askManageCustomer(stage, { do: 'show', address: address.value }) };
}

function nameLine(who: string, addresses: number, language: Language): string {
  if (language === 'ja')
    return `${who}：${addresses === 0 ? 'メールアドレスや電話番号は登録されていません' : `アドレス${addresses}件`}`;
  const counted = addresses === 1 ? '1 address' : `${addresses} addresses`;
  return `${who}: ${addresses === 0 ? 'no e-mail address or phone number is known' : counted}`;
}

function asJson(value: object): string {
  return JSON.stringify(value, null, 2);
}
