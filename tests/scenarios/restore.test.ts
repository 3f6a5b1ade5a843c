import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CreateSecretCommand, GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { buildCatalogue } from '../../build/catalogue.ts';
import { main as customer } from '../../build/customer-command.ts';
import { readDefinitions } from '../../infra/artefacts.ts';
import { lifecycleApp } from '../../infra/lifecycle-app.ts';
import type { StageSettings } from '../../infra/settings.ts';
import { asText } from '../../local/aws/json.ts';
import { type Runtime, startRuntime } from '../../local/aws/runtime.ts';
import { runAws } from '../local/cli/aws.ts';
import { clientOf } from '../local/fixture.ts';
import { cart, inTokyo } from './customers.ts';

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
  lifecycleApp(artefacts, { outdir, stages: { dev: { ...settings, existing } } }).synth();
  return outdir;
}

function start(cdkOut: string, keep: string, startTime: number): Promise<Runtime> {
  return startRuntime({ cdkOut, keep, startTime, clock: { jump: true, together: 0 }, containers: 1 });
}

function post({ putEvents }: Runtime, id: string, at: number): void {
  const customer = inTokyo(id);
  const detail = { id: `${id}-${at}`, occurredAt: new Date(at).toISOString(), shop: 'demo', customer };
  const Detail = JSON.stringify({ ...detail, ...cart(`cart-of-${id}-${at}`) });
  putEvents([{ EventBusName: 'aftercart', Source: 'store.demo', DetailType: 'cart.updated', Detail }]);
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

const restoredTable = 'aftercart-restored';

/** The step of docs/operations.md that is done before the deployment and once more after it. Returns what it prints. */
async function takeAlong({ endpoint }: Runtime, from: string): Promise<string> {
  vi.stubEnv('AWS_ENDPOINT_URL', endpoint);
  vi.stubEnv('AWS_REGION', 'ap-northeast-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'local');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'local');
  const said: string[] = [];
  const print = (text: string) => said.push(text);
  await customer(['take-along', '--from', from, '--to', restoredTable], { root, print, printError: print });
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
    const first = await start(inject('cdkOut'), keep, opens);
    const secret = first.stack.ofType('AWS::SecretsManager::Secret')[0];
    const from = asText(first.stack.ofType('AWS::DynamoDB::Table')[0]?.ref) ?? '';
    for (const id of ['ann', 'ben', 'dan', 'eve']) post(first, id, opens);
    await first.play({ until: opens + 5 * 3_600_000 });
    const links = new Map(
      first.outbox.mails.map(({ to, headers }) => [to, headers.find(({ name }) => name === 'List-Unsubscribe')]),
    );
    const link = (id: string) => new URL(links.get(inTokyo(id).email)?.value.slice(1, -1) ?? '');
    const restore = `dynamodb restore-table-to-point-in-time --source-table-name ${from} --target-table-name ${restoredTable} --restore-date-time 2026-03-02T05:00:00Z`;
    await runAws(restore.split(' '), { ...clientOf(first), files: {} });
    expect(await unsubscribe(first, link('ann'))).toBe(200);
    expect(await takeAlong(first, from)).toBe(`4 addresses read from ${from}; 1 changed in ${restoredTable}.`);
    expect(await unsubscribe(first, link('dan'))).toBe(200); // while the deployment takes its minutes
    const text = await stored(first, secret?.ref ?? '');
    await first.stop();

    const restored = join(directory, 'second'); // the tables, and nothing that ran
    cpSync(join(keep, 'table'), join(restored, 'table'), { recursive: true });
    const existing = { table: restoredTable, secretArn: asText(secret?.ref) };
    const later = opens + 20 * 86_400_000;
    const second = await start(await synthesizeWith(existing, join(directory, 'cdk.out')), restored, later);
    expect(second.stack.ofType('AWS::DynamoDB::Table')).toEqual([]);
    await createSecret(second, secret?.name ?? '', text);
    expect(await unsubscribe(second, link('eve'))).toBe(200); // the new stack hears of it, and of no other since
    const again = `4 addresses read from ${from}; 1 changed in ${restoredTable}.`;
    expect(await takeAlong(second, from)).toBe(again);
    expect(await takeAlong(second, from)).toBe(again.replace('; 1', '; 0'));
    for (const id of ['ann', 'ben', 'cat', 'dan', 'eve']) post(second, id, later);
    await second.play({ until: later + 5 * 3_600_000 });
    expect(mailed(second)).toEqual(['ben', 'cat'].map((id) => inTokyo(id).email));
    expect(await unsubscribe(second, link('ben'))).toBe(200);
    expect(second.deadLetters()).toEqual([]);
    await second.stop();
  });
});
