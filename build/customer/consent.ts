import { type Command, readArguments, readLanguage } from '../command/command.ts';
import { stageOption, wayTo } from '../stage/function-options.ts';
import { askManageCustomer } from './ask-function.ts';
import { describeConsent, laws } from './consent-words.ts';
import { addressDetails, readQuestion } from './question.ts';

/** `consent`: the proof of consent of one address. */
export const consentCommand: Command = {
  usage: 'ADDRESS [--stage STAGE] [--lang en|ja] [--json]',
  about: {
    en: 'prints the proof of consent of an address: every statement, its place, words and times',
    ja: 'あるアドレスの同意の記録（いつ、どこで、どの文言で示されたか）を出力します',
  },
  details: {
    en: [
      ...addressDetails.en,
      '--lang en|ja    English (default) or Japanese',
      '--json          the same as JSON',
      '',
      'What each field answers to:',
      ...laws.en.map((line) => `  ${line}`),
      '',
      ...wayTo('manage-customer').en,
    ],
    ja: [
      ...addressDetails.ja,
      '--lang en|ja    英語（既定）または日本語',
      '--json          JSON で出力します',
      '',
      '各項目に対応する法令：',
      ...laws.ja.map((line) => `  ${line}`),
      '',
      ...wayTo('manage-customer').ja,
    ],
  },

  async run(args, { print }) {
    const options = { ...stageOption, json: { type: 'boolean' }, lang: { type: 'string' } } as const;
    const { values, positionals } = readArguments(args, options);
    const language = readLanguage(values.lang);
    const { address, stage } = readQuestion(positionals, values.stage);
    const proof = await askManageCustomer(stage, { do: 'consent', address: address.value });
    const named = { address: address.value, ...proof };
    print(values.json ? JSON.stringify({ ...named, laws: laws[language] }, null, 2) : describeConsent(named, language));
    return 0;
  },
};
