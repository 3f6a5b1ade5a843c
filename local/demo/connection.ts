import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { standardSignature } from '../../src/connectors/contract/standard-webhooks.ts';
import { region } from '../aws/account.ts';
import { asJson, asList, asText, type Json } from '../aws/json.ts';
import type { Runtime } from '../aws/runtime.ts';

/** The connector by which the demo shop's events arrive. */
const connector = 'events';

/** The path of its route. */
export const routeOfShop = `/in/${connector}`;

/** The secret that the demo shop signs with: anybody who tries it on this machine may sign with it too. */
export const demoSecret = `whsec_${Buffer.from('the secret of the demo shop').toString('base64')}`;

/** Posts events in a signed request. @returns how many were refused @throws Error when the request is not taken */
export type PostSigned = (events: readonly { readonly type: string; readonly detail: Json }[]) => Promise<number>;

/**
 * Connects the demo shop as a shop is connected: sets the connector's secret, and signs with it from then on.
 * @returns undefined when the stack does not have the connector
 * @throws Error when the secret cannot be set
 */
export async function connectShop(runtime: Runtime): Promise<PostSigned | undefined> {
  const functions = runtime.stack.ofType('AWS::Lambda::Function');
  const manage = functions.find(({ name }) => name.endsWith('-manage-connectors'));
  const connected = asText(asJson(asJson(manage?.properties.Environment).Variables).CONNECTORS) ?? '{}';
  if (manage === undefined || !Object.hasOwn(asJson(JSON.parse(connected)), connector)) return undefined;
  await setSecret(runtime, manage.name);
  let posted = 0;
  return async (events) => {
    posted += 1;
    return postSigned(runtime, `msg_${posted}`, JSON.stringify({ events }));
  };
}

/** By the runtime's route, without a socket: what runs side by side then takes the same turns each time. */
async function postSigned(runtime: Runtime, id: string, text: string): Promise<number> {
  const body = Buffer.from(text);
  const timestamp = String(Math.floor(runtime.clock.now() / 1000));
  const headers = {
    'content-type': 'application/json',
    host: new URL(runtime.endpoint).host,
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': standardSignature(demoSecret, id, timestamp, body),
  };
  const answer = await runtime.request({ method: 'POST', url: routeOfShop, headers, body });
  if (answer.status !== 200) throw new Error(`${routeOfShop} answers ${answer.status}: ${answer.body}`);
  return asList(asJson(JSON.parse(String(answer.body))).results).filter((one) => asJson(one).status === 'refused')
    .length;
}

async function setSecret({ endpoint }: Runtime, FunctionName: string): Promise<void> {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new LambdaClient({ endpoint, region, credentials });
  const request = { do: 'secret', connector, value: demoSecret, keepHours: 0 };
  const { FunctionError } = await client.send(new InvokeCommand({ FunctionName, Payload: JSON.stringify(request) }));
  client.destroy();
  if (FunctionError !== undefined) throw new Error(`The secret of the connector ${connector} could not be set.`);
}
