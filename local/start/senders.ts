import { asJson, asText } from '../aws/json.ts';
import type { RuntimeOptions } from '../aws/runtime.ts';
import { loadStack } from '../aws/template/stack.ts';

/** The settings that a stage leaves unset and a laptop needs: senders, which nothing outside ever sees. */
const standIns = {
  SENDER_ADDRESS: 'hello@shop.example.com',
  SMS_ORIGINATION_IDENTITY: 'DEMO',
  SMS_OPT_OUT_LIST: 'Default',
};

/**
 * The senders that the stack's functions use, as if the account had them: the stage's own, else stand-ins.
 * @param cdkOut the directory of the assembly
 */
export function sendersFor(cdkOut: string): Pick<RuntimeOptions, 'senders' | 'variables'> {
  const functions = loadStack(cdkOut, 'http://127.0.0.1').ofType('AWS::Lambda::Function');
  const environments = functions.map(({ properties }) => asJson(asJson(properties.Environment).Variables));
  const used = (name: keyof typeof standIns): string[] => {
    const given = environments.flatMap((variables) => asText(variables[name]) || []);
    return [...new Set(given.length > 0 ? given : [standIns[name]])];
  };
  const [optOutList] = used('SMS_OPT_OUT_LIST');
  const domain = (address: string): string => address.slice(address.indexOf('@') + 1);
  return {
    variables: standIns,
    senders: {
      identities: used('SENDER_ADDRESS').map(domain),
      numbers: used('SMS_ORIGINATION_IDENTITY'),
      ...(optOutList !== undefined && { optOutList }),
    },
  };
}
