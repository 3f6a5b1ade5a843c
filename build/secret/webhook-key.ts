import { type Command, readArguments, refuseWords } from '../command/command.ts';
import { stageNamed } from '../stage/stage.ts';
import { askFunction, sharedDetails, sharedOptions } from './ask-function.ts';

/** `webhook-key`: prints what the shop checks webhooks with, and nothing else. */
export const webhookKey: Command = {
  usage: '[--stage STAGE]',
  about: 'prints the key that verifies webhooks, in hexadecimal digits, and nothing else',
  details: ['It is derived from the secret, and reveals nothing else of it.', '', ...sharedDetails],

  async run(args, { print }) {
    const { values, positionals } = readArguments(args, sharedOptions);
    refuseWords(positionals);
    const answer = await askFunction(stageNamed(values.stage), { do: 'webhook-key' });
    print(answer.webhookKey);
    return 0;
  },
};
