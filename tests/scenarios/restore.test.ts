import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { LambdaClient, ListFunctionsCommand, UpdateFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { CreateSecretCommand, GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { buildCatalogue } from '../../build/catalogue.ts';
import { main as customer } from '../../build/customer-command.ts';
import { readDefinitions } from '../../infra/artefacts.ts';
import { lifecycleApp } from '../../infra/lifecycle-app.ts';
import type { StageSettings } from '../../infra/settings.ts';
import { asText } from '../../local/aws/json.ts';
import { type Runtime, startRuntime } from '../../local/aws/runtime.ts';
import { switchOff } from '../fixtures/switch-off.ts';
import { runAws } from '../local/cli/aws.ts';
import { clientOf } from '../local/fixture.ts';
import { type Customer, cart, type Detail, inTokyo, order } from './customers.ts';
import { setSources } from './sources.ts';

const root = join(import.meta.dirname, '../..');
const opens = Date.parse('2026-03-02T10:00:00+09:00');
const settings: StageSettings = {
  email: { senderAddress: 'hello@shop.example.com', identity: 'shop.example.com', createIdentity: true },
  sms: { createConfigurationSet: true },
  keepData: true,
};

/** Synthesizes the stack that goes on with these, in its own account and Region, from the bundles that are there. */
async function synthesizeWith(existing: StageSettings['existing'], outdir: string): Promise<string> {
  const bundleDir = join(dirname(inject('cdkOut')), 'functions');
  const bundles = readdirSync(bundleDir).map((name) => ({ name, dir: join(bundleDir, name), bytes: 1 }));
  const statemachines = join(root, 'statemachines');
  const catalogue = await buildCatalogue(statemachines);
  const artefacts = { catalogue, definitions: readDefinitions(statemachines), bundles };
  lifecycleApp(artefacts, {
    outdir,
    stages: { dev: { ...settings, existing } },
    here: { account: undefined, region: undefined },
  }).synth();
  return outdir;
}

function start(cdkOut: string, startTime: number, keep?: string): Promise<Runtime> {
  return startRuntime({ cdkOut, ...(keep && { keep }), startTime, clock: { jump: true, together: 0 }, containers: 1 });
}

function post(runtime: Runtime, id: string, at: number): void {
  tell(runtime, 'cart.updated', inTokyo(id), at, cart(`cart-of-${id}-${at}`));
}

function tell({ putEvents }: Runtime, DetailType: string, customer: Customer, at: number, what: Detail): void {
  const detail = { id: `${customer.id}-${at}`, occurredAt: new Date(at).toISOString(), shop: 'demo', customer };
  const Detail = JSON.stringify({ ...detail, ...what });
  putEvents([{ EventBusName: 'aftercart', Source: 'store.demo', DetailType, Detail }]);
}

const mailed = ({ outbox }: Runtime) => outbox.mails.map(({ to }) => to).sort();

/** The secret as it is stored. */
async function stored(runtime: Runtime, SecretId: string): Promise<string> {
  const client = new SecretsManagerClient(clientOf(runtime));
  const { SecretString = '' } = await client.send(new GetSecretValueCommand({ SecretId }));
  client.destroy();
  return SecretString;
}

async function createSecret(runtime: Runtime, Name: string, SecretString: string): Promise<void> {
  const client = new SecretsManagerClient(clientOf(runtime));
  await client.send(new CreateSecretCommand({ Name, SecretString }));
  client.destroy();
}

const [ann, eve] = ['ann', 'eve'].map((id) => inTokyo(id)) as [Customer, Customer]; // one for each name
const dan = inTokyo('dan', { birthday: '1990-03-05' });

const restoredTable = 'aftercart-restored';

const recorders = ['ingest-event', 'start-journey', 'record-feedback'];
const tasks = ['deliver-message', 'await-event', 'choose-arm', 'do-action', 'leave-journey'];

async function holdTasks(runtime: Runtime): Promise<void> {
  for (const name of tasks) {
    const hold = `lambda put-function-concurrency --function-name aftercart-${name} --reserved-concurrent-executions 0`;
    await runAws(hold.split(' '), { ...clientOf(runtime), files: {} });
  }
}

async function releaseTasks(runtime: Runtime): Promise<void> {
  for (const name of tasks) {
    const release = `lambda delete-function-concurrency --function-name aftercart-${name}`;
    await runAws(release.split(' '), { ...clientOf(runtime), files: {} });
  }
  await setSources(runtime, ['deliver-message'], 'enabled');
}

async function restoreTable(runtime: Runtime, from: string, time: string): Promise<void> {
  const restore = `dynamodb restore-table-to-point-in-time --source-table-name ${from} --target-table-name ${restoredTable} --restore-date-time ${time}`;
  await runAws(restore.split(' '), { ...clientOf(runtime), files: {} });
}

/** What the deployment does whose settings name another table. */
async function goOnWith(runtime: Runtime, table: string): Promise<void> {
  const client = new LambdaClient(clientOf(runtime));
  const { Functions = [] } = await client.send(new ListFunctionsCommand({}));
  for (const { FunctionName, Environment } of Functions) {
    if (Environment?.Variables?.TABLE_NAME === undefined) continue;
    const Variables = { ...Environment.Variables, TABLE_NAME: table };
    await client.send(new UpdateFunctionConfigurationCommand({ FunctionName, Environment: { Variables } }));
  }
  client.destroy();
}

async function sweepAgain(runtime: Runtime, at: string): Promise<void> {
  const aws = (args: readonly string[]) => runAws(args, { ...clientOf(runtime), files: {} });
  const url = await aws('sqs get-queue-url --queue-name aftercart-sweep --query QueueUrl --output text'.split(' '));
  await aws(['sqs', 'send-message', '--queue-url', url, '--message-body', JSON.stringify({ at })]);
}

/** The step of docs/operations.md that is done before the deployment and once more after it. Returns what it prints. */
async function takeAlong({ endpoint }: Runtime, from: string, ...more: readonly string[]): Promise<string> {
  vi.stubEnv('AWS_ENDPOINT_URL', endpoint);
  vi.stubEnv('AWS_REGION', 'ap-northeast-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'local');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'local');
  const said: string[] = [];
  const print = (text: string) => said.push(text);
  await customer(['take-along', '--from', from, '--to', restoredTable, ...more], { root, print, printError: print });
  vi.unstubAllEnvs();
  return said.join('\n');
}

async function unsubscribe({ endpoint }: Runtime, { pathname, search }: URL): Promise<number> {
  return (await fetch(`${endpoint}${pathname}${search}`, { method: 'POST' })).status;
}

describe('a stack that goes on with the table and the secret of another', () => {
  let directory: string;

  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'aftercart-restore-'));
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it('finds its customers, heeds their opt-outs until the last second, and honours the links that were sent', async () => {
    const keep = join(directory, 'first');
    const first = await start(inject('cdkOut'), opens, keep);
    const secret = first.stack.ofType('AWS::SecretsManager::Secret')[0];
    const from = asText(first.stack.ofType('AWS::DynamoDB::Table')[0]?.ref) ?? '';
    for (const id of ['ann', 'ben', 'dan', 'eve']) post(first, id, opens);
    await first.play({ until: opens + 5 * 3_600_000 });
    const links = new Map(
      first.outbox.mails.map(({ to, headers }) => [to, headers.find(({ name }) => name === 'List-Unsubscribe')]),
    );
    const link = (id: string) => new URL(links.get(inTokyo(id).email)?.value.slice(1, -1) ?? '');
    await restoreTable(first, from, '2026-03-02T05:00:00Z');
    expect(await unsubscribe(first, link('ann'))).toBe(200);
    const tookAlong = (changed: number) =>
      ['addresses', 'customers']
        .map((noun) => `4 ${noun} read from ${from}; ${changed} changed in ${restoredTable}.`)
        .join('\n');
    expect(await takeAlong(first, from)).toContain(`${tookAlong(1)}\n`);
    expect(await unsubscribe(first, link('dan'))).toBe(200); // while the deployment takes its minutes
    const text = await stored(first, secret?.ref ?? '');
    await first.stop();

    const restored = join(directory, 'second'); // the tables, and nothing that ran
    cpSync(join(keep, 'table'), join(restored, 'table'), { recursive: true });
    const existing = { table: restoredTable, secretArn: asText(secret?.ref) };
    const later = opens + 20 * 86_400_000;
    const second = await start(await synthesizeWith(existing, join(directory, 'cdk.out')), later, restored);
    expect(second.stack.ofType('AWS::DynamoDB::Table')).toEqual([]);
    await createSecret(second, secret?.name ?? '', text);
    expect(await unsubscribe(second, link('eve'))).toBe(200); // the new stack hears of it, and of no other since
    expect(await takeAlong(second, from)).toContain(`${tookAlong(1)}\n`);
    expect(await takeAlong(second, from)).toContain(`${tookAlong(0)}\n`);
    for (const id of ['ann', 'ben', 'cat', 'dan', 'eve']) post(second, id, later);
    await second.play({ until: later + 5 * 3_600_000 });
    expect(mailed(second)).toEqual(['ben', 'cat'].map((id) => inTokyo(id).email));
    expect(await unsubscribe(second, link('ben'))).toBe(200);
    expect(second.deadLetters()).toEqual([]);
    await second.stop();
  });

  it.each([
    { oldTable: 'readable', toEve: ['thanks', 'how-to-use'] },
    { oldTable: 'gone', toEve: ['thanks'] }, // only the old table knows that her run awaits the parcel
  ])(
    'goes on with runs that began after the time of the restore; the old table is $oldTable',
    async ({ oldTable, toEve }) => {
      const at = (time: string) => Date.parse(`2026-03-${time}+09:00`);
      const runtime = await start(inject('cdkOut'), at('02T09:00'));
      await switchOff(runtime, (journey) => journey !== 'post-purchase');
      const from = asText(runtime.stack.ofType('AWS::DynamoDB::Table')[0]?.ref) ?? '';
      tell(runtime, 'order.placed', eve, at('02T09:00'), order('order-of-eve'));
      tell(runtime, 'order.placed', dan, at('02T09:00'), order('order-of-dan'));
      await runtime.play({ until: at('03T08:30') });
      await restoreTable(runtime, from, '2026-03-02T23:30:00Z');
      await runtime.play({ until: at('03T11:00') }); // eve has been thanked and her run awaits the parcel; dan's birthday was let in
      const annOrders = () => tell(runtime, 'order.placed', ann, at('03T11:00'), order('order-of-ann'));
      annOrders();
      await runtime.play({ until: at('04T09:30') });

      await setSources(runtime, [...recorders, 'deliver-message'], 'no-enabled');
      if (oldTable === 'readable') await takeAlong(runtime, from, '--runs');
      await holdTasks(runtime);
      await goOnWith(runtime, restoredTable);
      if (oldTable === 'readable') expect(await takeAlong(runtime, from, '--runs')).toContain('; 0 copied');
      await runtime.play({ until: at('04T10:30') }); // ann's thanks fall due
      await setSources(runtime, recorders, 'enabled');
      annOrders();
      for (const midnight of ['2026-03-03', '2026-03-04']) await sweepAgain(runtime, `${midnight}T00:00:00Z`);
      await runtime.play({ until: at('04T11:00') });
      await releaseTasks(runtime);

      await runtime.play({ until: at('05T15:00') });
      tell(runtime, 'shipment.delivered', eve, at('05T15:00'), {
        shipment: { id: 's-1' },
        order: { id: 'order-of-eve' },
      });
      await runtime.play({ until: at('08T10:00') });
      const sent = ({ email }: Customer) =>
        runtime.outbox.mails.filter(({ to }) => to === email).map(({ tags }) => tags.step);
      expect(sent(ann)).toEqual(['thanks']);
      expect(sent(dan)).toEqual(['thanks', 'congratulations']);
      expect(sent(eve)).toEqual(toEve);
      expect(runtime.deadLetters()).toEqual([]);
      await runtime.stop();
    },
  );
});
