import { execFile } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { startRuntime } from '../../../local/aws/runtime.ts';
import { parseClockMode } from '../../../local/aws/virtual-clock.ts';
import type { StartStatus } from '../../../local/demo/status.ts';
import { sendersFor } from '../../../local/start/senders.ts';
import { StackSource } from '../../../local/start/stack-source.ts';

const repository = join(import.meta.dirname, '../../..');
const checkout = mkdtempSync(join(tmpdir(), 'checkout-'));
for (const folder of ['functions', 'src', 'build', 'cdk.json', 'package-lock.json']) {
  symlinkSync(join(repository, folder), join(checkout, folder));
}
for (const folder of ['statemachines', 'infra'])
  cpSync(join(repository, folder), join(checkout, folder), { recursive: true });
mkdirSync(join(checkout, 'node_modules'));
for (const name of ['aws-cdk-lib', 'cdk-nag', 'constructs', 'zod']) {
  symlinkSync(join(repository, 'node_modules', name), join(checkout, 'node_modules', name));
}

/** The stage as a shop sets it up: with its account and Region, a sender, and a number. */
const stage = `dev: {
  account: '111122223333',
  region: 'eu-west-1',
  email: { senderAddress: 'hello@mail.example.org', identity: 'example.org', createIdentity: true },
  sms: { createConfigurationSet: true, originationIdentity: 'arn:aws:sms-voice:eu-west-1:111122223333:pool/p' },
  keepData: true,
},`;
const settings = join(checkout, 'infra/settings.ts');
const asShipped = readFileSync(settings, 'utf8');
writeFileSync(settings, asShipped.replace(/^ {2}dev: .*$/m, stage));

const status: StartStatus = { preparing: '', playing: undefined, mistake: undefined, isOutdated: false, canStep: true };
const source = new StackSource(checkout, status, { watches: true });
let first = '';
beforeAll(async () => {
  first = await source.first();
});
afterAll(() => {
  source.stop();
  rmSync(checkout, { recursive: true });
});

const file = (name: string) => join(checkout, 'statemachines', name);
const edit = (name: string, from: string, to: string) => {
  const text = readFileSync(file(name), 'utf8');
  expect(text).toContain(from);
  writeFileSync(file('saving'), text.replace(from, to)); // as many an editor saves: a new file takes the place of the old
  renameSync(file('saving'), file(name));
};
const until = (fact: () => boolean) => expect.poll(fact, { timeout: 60_000, interval: 20 }).toBe(true);

/** The text of everything that an assembly holds. */
const contentOf = (cdkOut: string) =>
  readdirSync(cdkOut, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.json$/.test(name))
    .map((name) => readFileSync(join(cdkOut, name), 'utf8'))
    .join('\n');

it('takes over an edited journey, message and setting, and shows a mistake at its place while the last good version goes on', async () => {
  const taken: string[] = [];
  source.deliverTo({ reload: (cdkOut) => taken.push(cdkOut) });

  edit('abandoned-cart/journey.yaml', 'wait: 4 hours', 'wait: 4 hoars');
  await until(() => status.mistake !== undefined);
  expect(status.mistake).toMatch(/^statemachines\/abandoned-cart\/journey\.yaml:\d+:\d+ .*\n.*4 hoars\n *\^$/);
  expect(taken).toEqual([]);

  edit('abandoned-cart/messages/last-call.ja.md', '# ', '# {% end %}');
  await until(() => status.mistake?.includes('last-call.ja.md') ?? false);
  expect(status.mistake).toMatch(
    /journey\.yaml:\d+:\d+ "4 hoars"[\s\S]*last-call\.ja\.md:\d+:3 \{% end %\} ends nothing/,
  );
  edit('abandoned-cart/messages/last-call.ja.md', '# {% end %}', '# ');

  edit('abandoned-cart/journey.yaml', 'wait: 4 hoars', 'wait: 5 hours');
  await until(() => taken.length === 1);
  expect([status.mistake, taken[0] === first]).toEqual([undefined, false]);

  edit('abandoned-cart/messages/reminder.en.md', 'subject: ', 'subject: A word that is new, ');
  await until(() => taken.length === 2);
  expect(contentOf(taken[1] ?? '')).toContain('A word that is new, ');

  edit('store.yaml', 'locales:', 'locale:');
  await until(() => status.mistake?.startsWith('statemachines/store.yaml:') ?? false);
  const said = vi.spyOn(console, 'log').mockImplementation(() => {});
  edit('store.yaml', 'locale:', 'locales:');
  await until(() => status.mistake === undefined);
  expect(taken.length).toBe(2); // nothing is new
  expect(said.mock.calls.join()).toContain('The mistake is mended: what runs is what the files say.');
  said.mockRestore();
  expect(existsSync(file('abandoned-cart/journey.asl.json'))).toBe(true);
  expect(readFileSync(file('abandoned-cart/journey.asl.json'), 'utf8')).toBe(
    readFileSync(join(repository, 'statemachines/abandoned-cart/journey.asl.json'), 'utf8'),
  ); // it writes nothing into the checkout
}, 180_000);

it('says that changed settings take a new start, and takes nothing over until they are as before', async () => {
  const taken: string[] = [];
  source.deliverTo({ reload: (cdkOut) => taken.push(cdkOut) });
  const said = vi.spyOn(console, 'error').mockImplementation(() => {});
  const before = readFileSync(settings, 'utf8');
  writeFileSync(settings, before.replace('hello@mail', 'shop@mail'));
  await until(() => status.isOutdated);
  edit('abandoned-cart/messages/reminder.en.md', 'A word that is new, ', 'A newer word, ');
  await until(() => said.mock.calls.length > 1);
  expect(said.mock.calls.join()).toContain('end this\nwith Ctrl+C, and run npm start again');
  expect(taken).toEqual([]);
  writeFileSync(settings, before);
  await until(() => taken.length === 1);
  expect([status.isOutdated, contentOf(taken[0] ?? '').includes('A newer word, ')]).toEqual([false, true]);
  said.mockRestore();
}, 180_000);

const guide = readFileSync(join(repository, 'docs/guide/en.md'), 'utf8');

/** The commands with which the guide plays its journey: only the address and npm are replaced by ours. */
function guideScript(endpoint: string): string {
  const [, script = ''] = /```sh\n(export AWS_ENDPOINT_URL[\s\S]*?)```/.exec(guide) ?? [];
  return script
    .replaceAll('http://127.0.0.1:4310', endpoint)
    .replaceAll('npm run -s events --', `"${process.execPath}" build/events-command.ts`)
    .replaceAll('npm run -s clock --', `"${process.execPath}" local/clock-command.ts --port ${new URL(endpoint).port}`);
}

it('plays the journey of the guide to its end in a stage with an account, written while the shop runs, for a customer of each language', async () => {
  const runtime = await startRuntime({
    cdkOut: first,
    clock: parseClockMode('step'),
    startTime: Date.UTC(2026, 5, 30, 1),
    isolation: 'inline',
    ...sendersFor(first),
  });
  let isTaken = false;
  source.deliverTo({
    reload: (cdkOut) => {
      runtime.reload(cdkOut);
      isTaken = contentOf(cdkOut).includes('big-order-thanks');
    },
  });
  for (const [, path = '', text = ''] of guide.matchAll(/^`statemachines\/([^`]+)`\n\n```\w+\n(.*?)```/gms)) {
    mkdirSync(dirname(file(path)), { recursive: true });
    writeFileSync(file(path), text);
  }
  await until(() => isTaken && status.mistake === undefined);
  runtime.clock.start();
  await promisify(execFile)('bash', ['-euc', guideScript(runtime.endpoint)], { cwd: repository });
  const mails = runtime.outbox.mails.filter(({ tags }) => tags.journey === 'big-order-thanks');
  await runtime.stop();
  expect(new Set(mails.map(({ from }) => from.replace(/^.*</, '')))).toEqual(new Set(['hello@mail.example.org>']));
  expect(mails.map(({ to, subject }) => `${to}: ${subject}`).sort()).toEqual([
    'big-en@example.com: A coupon to thank you for your order',
    'big-en@example.com: Your coupon is about to expire',
    'big-ja@example.com: ご注文のお礼に、クーポンをお届けします',
    'big-ja@example.com: クーポンの期限が近づいています',
  ]);
}, 180_000);
