import { expect, it } from 'vitest';
import { readOptions, type SoakOptions } from '../options.ts';
import { live } from '../shop/live.ts';
import { makeHistory } from '../shop/make-history.ts';
import { audit } from './audit.ts';
import { type Evidence, evidenceOf, type Sent } from './evidence.ts';

/** The life of one shopper of a shop, without the others. */
async function lifeOf(name: string, ...args: readonly string[]): Promise<Evidence> {
  const { events, seed, ...options } = readOptions(['--events', '1500', ...args]) as SoakOptions; // no help is asked for
  const history = makeHistory(seed, events, options);
  const shoppers = history.shoppers.filter(({ person }) => person.name === name);
  return evidenceOf(await live({ ...history, shoppers }));
}

const rulesIn = (evidence: Evidence) => audit(evidence).map(({ rule }) => rule);

it('lets a customer be asked about an order once before their erasure and once after it, and no more', async () => {
  const evidence = await lifeOf('p51', '--seed', '123', '--choices', '0');
  const asks = evidence.sent.filter(
    ({ journey, step, origin }) =>
      journey === 'satisfaction' && step === 'how-was-it' && origin?.detail.order?.id === 'p51-order-29',
  );
  const erased = asks[0]?.origin?.shopper.erased ?? Number.NaN;
  expect(asks.map(({ at }) => at < erased)).toEqual([true, false]);
  expect(rulesIn(evidence)).toEqual([]);

  const erasedAt = (time: number | undefined): Evidence => ({
    ...evidence,
    sent: evidence.sent.map((one): Sent => {
      if (one.origin === undefined) return one;
      const { erased: _before, ...shopper } = one.origin.shopper;
      return { ...one, origin: { ...one.origin, shopper: { ...shopper, ...(time && { erased: time }) } } };
    }),
  });
  expect(rulesIn(erasedAt(undefined))).toEqual(['sent-twice']);
  expect(rulesIn(erasedAt(1))).toContain('sent-twice');
  expect(rulesIn(erasedAt(evidence.end))).toContain('sent-twice');
});

it('takes what was told of an address for told after its customer took another, where something else holds', async () => {
  const evidence = await lifeOf('p72', '--seed', '127', '--confirms', '0.6');
  const told = evidence.published.map(({ detail }) => detail as { readonly consent: { readonly state: string } });
  expect(told.map(({ consent }) => consent.state)).toEqual(['pending', 'granted', 'pending', 'pending']);
  expect(rulesIn(evidence)).toEqual([]);
  const published = evidence.published.filter((_, index) => told[index]?.consent.state !== 'granted');
  expect(rulesIn({ ...evidence, published })).toEqual(['consent-ledger']);
});

it('sees a topic that was switched off on the preference page stay off at the next address', async () => {
  const evidence = await lifeOf('p64', '--seed', '123');
  const [off] = evidence.choices.filter(({ choice }) => 'to' in choice && choice.to === 'off');
  expect(off).toMatchObject({ address: 'p64@example.com', choice: { topic: 'order-updates' } });
  const later = evidence.sent.filter(({ at }) => at > (off?.at ?? 0));
  expect(later.map(({ address }) => address)).toContain('p64.new@example.com');
  expect(later.map(({ journey }) => journey)).not.toContain('shipping-updates');
  expect(rulesIn(evidence)).toEqual([]);
});
