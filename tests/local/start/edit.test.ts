import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { StartStatus } from '../../../local/demo/status.ts';
import { StackSource } from '../../../local/start/stack-source.ts';

const repository = join(import.meta.dirname, '../../..');
const checkout = mkdtempSync(join(tmpdir(), 'checkout-'));
for (const folder of ['infra', 'functions', 'src', 'build', 'cdk.json', 'package-lock.json']) {
  symlinkSync(join(repository, folder), join(checkout, folder));
}
cpSync(join(repository, 'statemachines'), join(checkout, 'statemachines'), { recursive: true });

const status: StartStatus = { preparing: '', playing: undefined, mistake: undefined, canStep: true };
const source = new StackSource(checkout, status, { watches: true });
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
  const first = await source.first();
  const taken: string[] = [];
  source.deliverTo({ reload: (cdkOut) => taken.push(cdkOut) });

  edit('abandoned-cart/journey.yaml', 'wait: 4 hours', 'wait: 4 hoars');
  await until(() => status.mistake !== undefined);
  expect(status.mistake).toMatch(/^statemachines\/abandoned-cart\/journey\.yaml:\d+:\d+ .*\n.*4 hoars\n *\^$/);
  expect(taken).toEqual([]);

  edit('abandoned-cart/journey.yaml', 'wait: 4 hoars', 'wait: 5 hours');
  await until(() => taken.length === 1);
  expect([status.mistake, taken[0] === first]).toEqual([undefined, false]);

  edit('abandoned-cart/messages/reminder.en.md', 'subject: ', 'subject: A word that is new, ');
  await until(() => taken.length === 2);
  expect(contentOf(taken[1] ?? '')).toContain('A word that is new, ');

  edit('store.yaml', 'locales:', 'locale:');
  await until(() => status.mistake?.startsWith('statemachines/store.yaml:') ?? false);
  edit('store.yaml', 'locale:', 'locales:');
  await until(() => status.mistake === undefined);
  expect(taken.length).toBe(2); // nothing is new
  expect(existsSync(file('abandoned-cart/journey.asl.json'))).toBe(true);
  expect(readFileSync(file('abandoned-cart/journey.asl.json'), 'utf8')).toBe(
    readFileSync(join(repository, 'statemachines/abandoned-cart/journey.asl.json'), 'utf8'),
  ); // it writes nothing into the checkout
}, 180_000);
