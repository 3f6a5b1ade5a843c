import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readSesEvent, readSmsEvent } from '../../functions/record-feedback/reports.ts';
import { marketingWord, suppressionOf } from '../../src/policy/address.ts';
import { busEvent } from '../fixtures/events.ts';
import { World } from './world.ts';

const payloads = new URL('../../../shared/payloads/', import.meta.url);
const at = '2026-03-02T09:00:00Z';

async function sentReminder() {
  const world = new World().at(at);
  const input = await world.enter('cart-journey', busEvent('cart.updated', at));
  await world.at(input.next.until).deliver(input, { id: 'reminder' });
  const tags = world.sent[0]?.tags ?? expect.fail('nothing was sent');
  return { world, input, tags };
}

function sesEvent(eventType: string, tags: object, more = {}) {
  const list = Object.fromEntries(Object.entries(tags).map(([name, value]) => [name, [value]]));
  const own = { [eventType.toLowerCase()]: { timestamp: '2026-03-02T13:01:00Z', ...more } };
  return { source: 'aws.ses', detail: { eventType, mail: { timestamp: '2026-03-02T13:00:00Z', tags: list }, ...own } };
}

const report = (event: unknown) => readSesEvent(event) ?? expect.fail('the event settled nothing');

describe('record-feedback', () => {
  it('writes a delivery and a click into the ledger, each once and with its first time', async () => {
    const { world, input, tags } = await sentReminder();
    for (const kind of ['Delivery', 'Click', 'Delivery']) await world.feedback(report(sesEvent(kind, tags)));
    const clicked = Date.parse('2026-03-02T13:01:00Z');
    expect(await world.ledger(input)).toMatchObject([{ outcome: 'sent', feedback: { delivered: clicked, clicked } }]);
  });

  it('closes the address after a hard bounce, not after a soft one', async () => {
    const { world, input, tags } = await sentReminder();
    expect(readSesEvent(sesEvent('Bounce', tags, { bounceType: 'Transient' }))).toBeUndefined();
    await world.feedback(report(sesEvent('Bounce', tags, { bounceType: 'Permanent' })));
    await world.at('2026-03-03T10:00:00Z').deliver(input, { id: 'last-call' });
    expect((await world.ledger(input)).find(({ step }) => step === 'last-call')).toMatchObject({
      reason: 'suppressed',
    });
  });

  it('takes a complaint as a withdrawal too', async () => {
    const { world, input, tags } = await sentReminder();
    await world.feedback(report(sesEvent('Complaint', tags)));
    const history = await world.stores.customers.load(input.customer);
    expect(history?.profile.value).toMatchObject({ consent: { email: { granted: false, source: 'complaint' } } });
    const [address] = await world.stores.addresses.find([world.stores.addresses.refOf('email', 'shopper@example.com')]);
    expect(address && [suppressionOf(address.value)?.reason, marketingWord(address.value)]).toEqual([
      'complaint',
      'withdrawn',
    ]);
  });

  it('settles a message whose send was never recorded', async () => {
    const { world, input, tags } = await sentReminder();
    const lost = { ...tags, message: `${tags.run}_lost`, step: 'lost' };
    await world.feedback(report(sesEvent('Delivery', lost)));
    expect((await world.ledger(input)).find(({ step }) => step === 'lost')).toMatchObject({ outcome: 'sent' });
  });

  it('leaves alone what is not ours', () => {
    expect(readSesEvent(sesEvent('Delivery', { other: 'mail' }))).toBeUndefined();
  });

  it.skipIf(!existsSync(payloads))(
    "reads SES's and the carriers' real reports (skipped without ../shared)",
    async () => {
      const { tags } = await sentReminder();
      const read = (name: string) => JSON.parse(readFileSync(new URL(name, payloads), 'utf8'));
      const kinds = {
        bounce: 'bounced',
        complaint: 'complained',
        delivery: 'delivered',
        click: 'clicked',
        open: 'opened',
        reject: 'failed',
      };
      for (const [name, kind] of Object.entries(kinds)) {
        const event = read(`ses/composed-eventbridge-${name}.json`);
        expect(readSesEvent(event)).toBeUndefined(); // carries tags of somebody else's
        for (const [tag, value] of Object.entries(tags))
          event.detail.mail.tags = { ...event.detail.mail.tags, [tag]: [value] };
        expect(readSesEvent(event)).toMatchObject({ kind, channel: 'email' });
      }
      const delivered = { ...read('sms/event-text-delivered.json'), context: tags };
      expect(readSmsEvent(delivered)).toMatchObject({
        kind: 'delivered',
        channel: 'sms',
        at: delivered.eventTimestamp,
      });
      const expired = { ...read('sms/event-text-ttl-expired.json'), context: tags };
      expect(readSmsEvent(expired)).toMatchObject({ kind: 'failed' });
      expect(readSmsEvent({ ...expired, eventType: 'TEXT_INVALID' })).toMatchObject({ suppress: 'bounce' });
    },
  );
});
