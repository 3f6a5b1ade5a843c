import { expect, test } from 'vitest';
import { describeConsent } from '../../build/customer/consent-words.ts';
import { dataWords } from '../../build/customer/data-words.ts';
import { manageCustomer } from '../../src/engine/customer/manage-customer.ts';
import type { ConsentProof } from '../../src/model/consent-proof.ts';
import { choose, lessOften, pauseUntil } from '../../src/policy/customer/preferences.ts';
import { fromIso } from '../../src/policy/time/timing.ts';
import { World } from '../engine/world.ts';
import { busEvent, shopper } from '../fixtures/events.ts';

const { email } = shopper;
const consent = {
  email: {
    granted: true,
    at: '2026-01-01T00:00:00Z',
    source: 'checkout',
    from: 'checkout',
    wording: 'お得な情報を受け取る',
    wordingId: 'till',
    wordingVersion: '3',
    by: 'Sato (till 2)',
  },
};

const prove = async (world: World) =>
  ({ address: email, ...((await manageCustomer({ do: 'consent', address: email }, world)) as ConsentProof) }) as const;

async function played(): Promise<World> {
  const world = new World().at('2026-03-02T09:00:00Z');
  await world.ingest(
    busEvent('customer.updated', '2026-03-02T09:00:00Z', { id: 'e-1', customer: { ...shopper, consent } }),
  );
  await world.at('2026-03-02T09:01:05Z').settle();
  const ref = world.stores.addresses.refOf('email', email);
  const saidAt = fromIso('2026-03-03T10:00:00Z');
  const source = 'preference page';
  await world.stores.addresses.change(
    ref,
    (known) => choose(known, { surveys: 'off' }, saidAt, { source, customer: 'c' }),
    {
      what: 'choice',
      topics: ['surveys'],
      saidAt,
      from: 'link',
      source,
      customer: 'c',
    },
  );
  return world;
}

test('the proof of an address says each statement with its place, words and times, settled or not', async () => {
  const text = describeConsent(await prove(await played()), 'en');
  expect(text.replaceAll(/who: [0-9a-f]{24}/g, 'who: KEY')).toContain(
    `shopper@example.com
  Now
    all marketing: agreed, since 2026-01-01T00:00:00Z
      decided by: agreed; place: checkout (“checkout”); words: till 3; staff: Sato (till 2)
    surveys: opted out, since 2026-03-03T10:00:00Z
      decided by: chose topics; place: link in a message (“preference page”)

  2026-01-01T00:00:00Z  agreed, recorded 2026-03-02T09:01:05Z
    place: checkout (“checkout”)
    who: KEY
    staff: Sato (till 2)
    words: till 3 “お得な情報を受け取る”
    event: e-1
    then: all marketing: agreed

  2026-03-03T10:00:00Z  chose topics (surveys), is being recorded
    place: link in a message (“preference page”)
    who: c
    then: surveys: opted out

  What answers which law`,
  );
});

test('the proof is in Japanese where that is asked for', async () => {
  const text = describeConsent(await prove(await played()), 'ja');
  expect(text).toContain(`  現在
    販促全般：同意（2026-01-01T00:00:00Zから）
      根拠：同意、場所：購入手続き（「checkout」）、文言：till 3、担当者：Sato (till 2)
    surveys：配信停止（2026-03-03T10:00:00Zから）
      根拠：トピックの選択、場所：メッセージ内のリンク（「preference page」）
`);
  expect(text).toContain('    担当者：Sato (till 2)\n');
  expect(text).toContain('2026-03-03T10:00:00Z  トピックの選択（surveys）、記録中');
  expect(text).toContain('場所：購入手続き（「checkout」）');
  expect(text).toContain('特定電子メール法');
});

test('the proof of an address of which nobody has spoken says so', async () => {
  expect(describeConsent(await prove(new World()), 'en')).toBe(
    `${email}\n  Nobody has said anything about this address.`,
  );
});

test('the proof says until when somebody paused and how often they want to hear, and when they took that back', async () => {
  const world = await played();
  const ref = world.stores.addresses.refOf('email', email);
  const at = (day: number) => fromIso(`2026-03-0${day}T10:00:00Z`);
  const until = fromIso('2026-04-01T00:00:00Z');
  const said = (what: 'pause' | 'less-often', day: number) =>
    ({ what, saidAt: at(day), from: 'link', source: 'preference page', customer: 'c' }) as const;
  const { addresses } = world.stores;
  await addresses.change(ref, (known) => pauseUntil(known, until, at(4)), said('pause', 4));
  await addresses.change(ref, (known) => lessOften(known, true, at(5)), said('less-often', 5));
  await addresses.change(ref, (known) => pauseUntil(known, undefined, at(6)), said('pause', 6));
  await addresses.change(ref, (known) => lessOften(known, false, at(7)), said('less-often', 7));
  const proof = await prove(world);
  const linesIn = (language: 'en' | 'ja') =>
    describeConsent(proof, language)
      .split('\n')
      .flatMap((line) => /^ {4}(?:chosen: |選択：)(.*)$/.exec(line)?.[1] ?? []);
  expect(linesIn('en')).toEqual([
    'no marketing until 2026-04-01T00:00:00Z',
    'one marketing message a week at most',
    'the pause ends',
    'as often as before',
  ]);
  expect(linesIn('ja')).toEqual([
    '2026-04-01T00:00:00Z まで販促を停止',
    '販促は1週間に1通まで',
    '一時停止の解除',
    '元の配信頻度',
  ]);
});

test.each([
  ['en', '“less often”', 'times of recent marketing'],
  ['ja', '配信頻度の変更や一時停止', '販促の送信日時'],
] as const)('an erasure names every wish and time that stays at the address, in %s', (language, ...parts) => {
  const stays = dataWords[language].left([]).join('\n');
  for (const part of parts) expect(stays).toContain(part);
});

test('the states in force name the statement that brought them about, in the order in which the address heard them', async () => {
  const world = await played();
  const late = { granted: false, at: '2025-12-01T00:00:00Z', source: 'letter', from: 'staff', by: 'Ito' };
  const again = { ...consent.email, at: '2026-03-04T08:00:00Z', source: 'form', by: undefined };
  for (const [n, [at, email]] of [
    ['2026-03-04T09:00:00Z', late] as const,
    ['2026-03-05T09:00:00Z', { ...late, at: '2026-03-05T08:00:00Z', source: 'phone call' }] as const,
    ['2026-03-06T09:00:00Z', again] as const,
  ].entries()) {
    world.at(at);
    await world.ingest(
      busEvent('customer.updated', at, { id: `e-2${n}`, customer: { ...shopper, consent: { email } } }),
    );
    if (n === 0) await world.settle();
  }
  const { states } = await prove(world);
  expect(states[0]).toMatchObject({
    state: 'withdrawn',
    since: '2025-12-01T00:00:00Z', // told late, and it closed the address when it was told
    statement: { what: 'opt-out', from: 'staff', source: 'letter', by: 'Ito', event: 'e-20' },
  });
  expect(states[0]?.statement).not.toHaveProperty('changes');
  expect(states[1]).toMatchObject({ topic: 'surveys', state: 'withdrawn', statement: { what: 'choice' } });
});

test('of an address from before the ledger the one entry about that time stands behind its state', async () => {
  const world = new World().at('2026-03-02T09:00:00Z');
  const ref = world.stores.addresses.refOf('email', email);
  const key = { pk: `I#email#${ref.hash}`, sk: 'address' };
  const at = fromIso('2025-05-01T00:00:00Z');
  const words = { c: { since: at, leads: true, agreed: at, granted: at } };
  await world.table.put(key, { granted: { at, source: 'form' }, words, claims: {} }, 0);
  const { states } = await prove(world);
  expect(states).toEqual([
    expect.objectContaining({
      state: 'granted',
      since: '2025-05-01T00:00:00Z',
      statement: expect.objectContaining({ what: 'before-the-ledger', source: 'form' }),
    }),
  ]);
});

test('the name of who took a consent down outlives the erasure of the customer, as the rest of the proof does', async () => {
  const world = await played();
  const [before] = (await prove(world)).statements;
  await world.data({ do: 'erase', customer: before?.customer });
  await world.settle();
  const { states, statements } = await prove(world);
  expect(statements[0]).toMatchObject({ what: 'agreement', by: 'Sato (till 2)' });
  expect(states[0]).toMatchObject({ state: 'unknown', statement: { what: 'erasure' } });
});

test('who took a consent down is kept without an address', async () => {
  const world = new World().at('2026-03-02T09:00:00Z');
  const said = { ...consent.email, by: 'sato@shop.example' };
  const event = { id: 'e-1', customer: { ...shopper, consent: { email: said } } };
  await world.ingest(busEvent('customer.updated', '2026-03-02T09:00:00Z', event));
  await world.settle();
  expect((await prove(world)).statements).toMatchObject([{ by: '…' }]);
});

test('an account’s consent that names no address brings who took it down to the address that comes later', async () => {
  const world = new World().at('2026-03-02T09:00:00Z');
  await world.ingest(
    busEvent('customer.updated', '2026-03-02T09:00:00Z', { id: 'e-1', customer: { id: 'c-9', consent } }),
  );
  await world.ingest(
    busEvent('customer.updated', '2026-03-02T09:00:01Z', { id: 'e-2', customer: { id: 'c-9', email } }),
  );
  expect((await prove(world)).statements).toMatchObject([
    { what: 'agreement', by: 'Sato (till 2)', event: 'e-1' },
    { what: 'taking' },
  ]);
});
