import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { AftercartClient } from '../../src/client/client.ts';
import { region } from '../aws/account.ts';
import { asJson, asText } from '../aws/json.ts';
import type { Runtime } from '../aws/runtime.ts';

/** The connector by which the demo shop's events arrive. */
const connector = 'events';

/** The path of its route. */
export const routeOfShop = `/in/${connector}`;

/** The secret that the demo shop signs with: whoever tries it on this machine may sign with it too. */
export const demoSecret = `whsec_${Buffer.from('the secret of the demo shop').toString('base64')}`;

/** Machines are busy: no request is given up that is on its way. */
const patience = 120_000;

/**
 * Connects the demo shop as a shop is connected: sets the connector's secret, and signs with it from then on.
 * @returns undefined when the stack does not have the connector
 * @throws Error when the secret cannot be set
 */
export async function connectShop(runtime: Runtime): Promise<AftercartClient | undefined> {
  const functions = runtime.stack.ofType('AWS::Lambda::Function');
  const manage = functions.find(({ name }) => name.endsWith('-manage-connectors'));
  const connected = asText(asJson(asJson(manage?.properties.Environment).Variables).CONNECTORS) ?? '{}';
  if (manage === undefined || !Object.hasOwn(asJson(JSON.parse(connected)), connector)) return undefined;
  await setSecret(runtime, manage.name);
  const url = runtime.endpoint + routeOfShop;
  return new AftercartClient({ url, secret: demoSecret, now: () => runtime.clock.now(), timeout: patience });
}

async function setSecret({ endpoint }: Runtime, FunctionName: string): Promise<void> {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new LambdaClient({ endpoint, region, credentials });
  const request = { do: 'secret', connector, value: demoSecret, keepHours: 0 };
  const { FunctionError } = await client.send(new InvokeCommand({ FunctionName, Payload: JSON.stringify(request) }));
  client.destroy();
  if (FunctionError !== undefined) throw new Error(`The secret of the connector ${connector} could not be set.`);
}
