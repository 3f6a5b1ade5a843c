import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { loadJourneys } from '../journeys.ts';
import { currentTime } from '../stage/clock.ts';
import { explained } from '../stage/errors.ts';
import { stageNamed } from '../stage/stage.ts';
import { type Command, CommandError, chooseJourneys, readArguments, UsageError } from './command.ts';

/** `start`: lets one customer into a journey by hand. */
export const start: Command = {
  usage: 'NAME --customer ID [--stage STAGE] [--shop SHOP]',
  about: 'lets one customer into a journey whose starts say "by hand: true"',
  details: [
    "--customer ID   the store's own id of the customer; an unknown one creates a customer without an address",
    '--stage STAGE   a stage of infra/settings.ts (default dev), whose stack has the customer',
    '--shop SHOP     the shop that makes the request (default: the shop of store.yaml)',
    '',
    'Puts the event journey.requested on the bus, with the credentials and the Region of the AWS CLI.',
    'With AWS_ENDPOINT_URL=http://127.0.0.1:4310 it goes to "npm start" on this machine and uses its clock.',
  ],

  async run(args, { root, print }) {
    const options = { customer: { type: 'string' }, stage: { type: 'string' }, shop: { type: 'string' } } as const;
    const { values, positionals } = readArguments(args, options);
    const { settings, journeys } = loadJourneys(path.join(root, 'statemachines'));
    const name = readName(positionals);
    const { prefix: bus, region } = stageNamed(values.stage);
    const [loaded] = chooseJourneys(journeys, [name]);
    const customer = values.customer?.trim();
    if (!customer) throw new UsageError("--customer is missing: give the store's own id of the customer.");
    if (!loaded?.rules.starts.byHand) {
      throw new CommandError(`"${name}" admits nobody by hand. Write "by hand: true" under its starts, and deploy.`);
    }
    await request(
      { bus, region },
      { shop: values.shop ?? settings.shop, customer: { id: customer }, journey: { name } },
    );
    print(`Asked the bus ${bus} to let customer ${customer} into ${name}.`);
    print('The usual rules decide whether they get messages: audience, consent, address. See their ledger.');
    return 0;
  },
};

function readName([name, ...others]: readonly string[]): string {
  if (name === undefined) throw new UsageError('Which journey? Give the name of its folder.');
  if (others.length > 0) throw new UsageError(`"${others[0]}" is unexpected: name one journey.`);
  return name;
}

/** The bus of a stage, and the Region that it is in if the settings say so. */
interface Bus {
  readonly bus: string;
  readonly region: string | undefined;
}

interface Request {
  readonly shop: string;
  readonly customer: { readonly id: string };
  readonly journey: { readonly name: string };
}

/** @throws CommandError when the bus did not take it, with what AWS says */
async function request({ bus, region }: Bus, { shop, ...what }: Request): Promise<void> {
  const client = new EventBridgeClient(region ? { region } : {});
  try {
    const detail = { id: `by-hand-${randomUUID()}`, occurredAt: await currentTime(), shop, ...what };
    const entry = { EventBusName: bus, Source: `store.${shop}`, DetailType: 'journey.requested' };
    const answer = await client.send(new PutEventsCommand({ Entries: [{ ...entry, Detail: JSON.stringify(detail) }] }));
    const [result] = answer.Entries ?? [];
    if (result?.ErrorCode) throw new CommandError(`The bus ${bus} refused it: ${result.ErrorMessage}`);
  } catch (error) {
    const known = explained(error, {
      service: 'EventBridge',
      actions: `events:PutEvents on the bus ${bus}`,
      whenBusy: 'try again in a minute',
    });
    if (known instanceof CommandError || !(error instanceof Error)) throw known;
    throw new CommandError(`The bus ${bus} could not be reached (${error.name}: ${error.message}).
Are AWS_REGION and credentials set, as for the AWS CLI? Is the stage deployed, or "npm start" running?`);
  } finally {
    client.destroy();
  }
}
