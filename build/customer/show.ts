import { type Command, readArguments } from '../command/command.ts';
import { stageOption, wayTo } from '../stage/function-options.ts';
import { askManageCustomer } from './ask-function.ts';
import { addressDetails, readQuestion } from './question.ts';
import { describeAddress } from './words.ts';

/** `show`: who closed an address, and what may be sent to it. */
export const show: Command = {
  usage: 'ADDRESS [--stage STAGE] [--json]',
  about: 'shows who closed an e-mail address or a phone number, when, and what may be sent to it',
  details: [
    ...addressDetails,
    '--json          the same as JSON',
    '',
    'It reads only the data of the address. An account may have refused marketing without naming an address:',
    'then it gets none at this address either.',
    '',
    ...wayTo('manage-customer'),
  ],

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
