import { type Command, readArguments, refuseWords } from '../command/command.ts';
import { stageOption } from '../stage/function-options.ts';
import { stageNamed } from '../stage/stage.ts';
import { askManageSecret, secretDetails } from './ask-function.ts';

/** `webhook-key`: prints what the shop checks webhooks with, and nothing else. */
export const webhookKey: Command = {
  usage: '[--stage STAGE]',
  about: {
    en: 'prints the key that verifies webhooks, in hexadecimal digits, and nothing else',
    ja: 'Webhook を検証するキーだけを16進数で出力します',
  },
  details: {
    en: ['It is derived from the secret, and reveals nothing else of it.', '', ...secretDetails.en],
    ja: ['シークレットから導いたキーで、シークレットそのものは分かりません。', '', ...secretDetails.ja],
  },

  async run(args, { print }) {
    const { values, positionals } = readArguments(args, stageOption);
    refuseWords(positionals);
    const answer = await askManageSecret(stageNamed(values.stage), { do: 'webhook-key' });
    print(answer.webhookKey);
    return 0;
  },
};
