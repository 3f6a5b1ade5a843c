import { describe, expect, it } from 'vitest';
import { consentProof } from '../../../src/engine/customer/prove-consent.ts';
import { takeOwnersWord } from '../../../src/engine/feedback/owners-word.ts';
import { fromIso } from '../../../src/policy/time/timing.ts';
import { busEvent } from '../../fixtures/events.ts';
import { World } from '../world.ts';
import { everything } from './lived.ts';

const email = 'mia@example.com';
const account = 'c-1001';
const agreedAt = '2026-03-01T09:00:00Z';
const agreed = { granted: true, at: agreedAt, source: 'newsletter form', from: 'form' };

class Shop extends World {
  readonly ref = this.stores.addresses.refOf('email', email);

  async told(consent: object): Promise<string> {
    const customer = { id: account, email, consent: { email: consent } };
    await this.at(agreedAt).ingest(busEvent('customer.updated', agreedAt, { id: 'signed-up', customer }));
    await this.settle();
    const [owner] = await this.stores.identities.find({ id: account });
    if (owner?.owner === undefined) throw new Error('no customer');
    return owner.owner;
  }

  async erase(customer: string): Promise<void> {
    this.at('2026-03-02T09:00:00Z');
    await this.data({ do: 'erase', customer });
  }

  async proof() {
    const [read] = await this.stores.addresses.find([this.ref]);
    if (read === undefined) throw new Error('no address');
    return consentProof(read, this.stores);
  }

  changed = () => this.published.filter(({ type }) => type === 'consent.changed').map(({ detail }) => detail);
}

describe('the ledger of consent after an erasure', () => {
  it('says that an agreement was erased, and the shop is told of it without the id that it had', async () => {
    const shop = new Shop();
    await shop.erase(await shop.told(agreed));
    await shop.settle();
    const { states, statements } = await shop.proof();
    expect(states).toMatchObject([{ state: 'unknown', statement: { what: 'erasure' } }]);
    expect(statements.map(({ what, saidAt, changes }) => ({ what, saidAt, changes }))).toEqual([
      { what: 'agreement', saidAt: agreedAt, changes: [{ state: 'granted' }] },
      { what: 'erasure', saidAt: '2026-03-02T09:00:00Z', changes: [{ state: 'unknown' }] },
    ]);
    expect(shop.changed()).toMatchObject([
      { customer: { id: account }, consent: { state: 'granted' } },
      { customer: {}, consent: { state: 'unknown' }, occurredAt: '2026-03-02T09:00:00Z' },
    ]);
    expect(JSON.stringify([shop.changed().at(-1), await everything(shop.table)])).not.toContain(account);
  });

  it('says of an erased opt-out that it was erased and stays in force, and tells nobody', async () => {
    const shop = new Shop();
    const customer = await shop.told(agreed);
    const stop = { kind: 'stop', address: email, at: fromIso('2026-03-01T10:00:00Z') } as const;
    await takeOwnersWord('email', stop, shop.stores);
    await shop.settle();
    const before = shop.changed().length;
    await shop.erase(customer);
    await shop.settle();
    const { states, statements } = await shop.proof();
    expect(states).toMatchObject([{ state: 'withdrawn', statement: { what: 'opt-out' } }]);
    expect(statements.map(({ what }) => what)).toEqual(['agreement', 'opt-out', 'erasure']);
    expect(shop.changed()).toHaveLength(before);
  });

  it('names no address or number in the words that were agreed to, nor in what the shop calls them and its event', async () => {
    const shop = new Shop();
    const wording = `${email}にお得な情報を送ることに同意します。 電話 ０９０-1234-5678`;
    const names = { wordingId: `form of ${email}`, wordingVersion: '2026-04-01 12:00 +81 90-1234-5678' };
    const consent = { email: { ...agreed, wording, ...names } };
    const customer = { id: account, email, consent };
    const event = { id: `signup-5551234567890-${email}-09012345678`, customer };
    await shop.at(agreedAt).ingest(busEvent('customer.updated', agreedAt, event));
    await shop.settle();
    const [owner] = await shop.stores.identities.find({ id: account });
    await shop.erase(owner?.owner ?? '');
    await shop.settle();
    const [agreement] = (await shop.proof()).statements;
    expect(agreement).toMatchObject({
      event: '…',
      wording: {
        id: 'form of …',
        version: '2026-04-01 12:00 …',
        text: '…にお得な情報を送ることに同意します。 電話 …',
      },
    });
    expect(JSON.stringify(await everything(shop.table))).not.toMatch(/mia@|1234/);
  });

  it('keeps an event’s id that is a long number, and the date of a wording', async () => {
    const shop = new Shop();
    const consent = { email: { ...agreed, wording: 'Send me news.', wordingVersion: '2026-04-01 12:00' } };
    const event = { id: 'orders-create-5551234567890', customer: { id: account, email, consent } };
    await shop.at(agreedAt).ingest(busEvent('customer.updated', agreedAt, event));
    expect((await shop.proof()).statements).toMatchObject([
      { event: 'orders-create-5551234567890', wording: { version: '2026-04-01 12:00', text: 'Send me news.' } },
    ]);
  });

  it('has an erasure once, whatever the later looks find', async () => {
    const shop = new Shop();
    await shop.erase(await shop.told(agreed));
    await shop.settle();
    for (const { time, ...look } of shop.looks.splice(0)) {
      shop.now = time;
      await shop.data({ do: 'erase', ...look });
      await shop.settle();
    }
    expect((await shop.proof()).statements.map(({ what }) => what)).toEqual(['agreement', 'erasure']);
  });

  it('has none where the customer said nothing', async () => {
    const shop = new Shop();
    await shop
      .at(agreedAt)
      .ingest(busEvent('customer.updated', agreedAt, { id: 'named', customer: { id: account, email } }));
    const [owner] = await shop.stores.identities.find({ id: account });
    await shop.erase(owner?.owner ?? '');
    expect((await shop.proof()).statements).toEqual([]);
  });
});
