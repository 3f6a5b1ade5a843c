import { type Command, readArguments } from '../command/command.ts';
import { stageOption, wayTo } from '../stage/function-options.ts';
import { askManageCustomer } from './ask-function.ts';
import { addressDetails, readQuestion } from './question.ts';
import { describeAddress } from './words.ts';

/** `show`: who closed an address, and what may be sent to it. */
export const show: Command = {
  usage: 'ADDRESS [--stage STAGE] [--json]',
  about: 'says who closed an e-mail address or a phone number, when, and what may be sent to it',
  details: [
    ...addressDetails,
    '--json          the same for programs',
    '',
    'Only what belongs to the address is looked at. An account may have refused marketing without naming an address:',
    'then it gets none at this one either.',
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
