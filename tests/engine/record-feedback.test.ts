import { describe, expect, it } from 'vitest';
import { readSesEvent } from '../../src/channels/email/reports.ts';
import { readSmsEvent } from '../../src/channels/sms/reports.ts';
import { marketingWord, suppressionOf } from '../../src/policy/customer/address.ts';
import { busEvent } from '../fixtures/events.ts';
import { World } from './world.ts';

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
    expect(history?.profile).toMatchObject({ consent: { email: { granted: false, source: 'complaint' } } });
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

  it('ignores reports on messages that are not ours', () => {
    expect(readSesEvent(sesEvent('Delivery', { other: 'mail' }))).toBeUndefined();
  });

  it.each([
    ['Reject', 'rejected'],
    ['Rendering Failure', 'rejected'],
  ])('does not count a message as sent that SES refused after it took it (%s)', async (eventType, reason) => {
    const { world, input, tags } = await sentReminder();
    await world.feedback(report(sesEvent(eventType, tags)));
    expect(await world.ledger(input)).toMatchObject([{ outcome: 'skipped', reason, detail: eventType }]);
    await world.deliver(input, { id: 'reminder' });
    expect(world.sent).toHaveLength(1);
    expect(await world.ledger(input)).toMatchObject([{ outcome: 'skipped', reason, detail: eventType }]);
  });

  it('leaves the address open when the reader says that the mail is no spam', async () => {
    const { world, input, tags } = await sentReminder();
    expect(readSesEvent(sesEvent('Complaint', tags, { complaintFeedbackType: 'not-spam' }))).toBeUndefined();
    await world.at('2026-03-03T10:00:00Z').deliver(input, { id: 'last-call' });
    expect(world.sent).toHaveLength(2);
  });

  it('does not count a text as sent that no phone received, and leaves its number open', async () => {
    const { world, input, tags } = await sentReminder();
    const event = { eventType: 'TEXT_BLOCKED', eventTimestamp: world.now, isFinal: true, context: tags };
    await world.feedback(readSmsEvent(event) ?? expect.fail('the event settled nothing'));
    expect(await world.ledger(input)).toMatchObject([{ outcome: 'skipped', reason: 'failed', detail: 'TEXT_BLOCKED' }]);
    const [number] = await world.stores.addresses.find([world.stores.addresses.refOf('phone', '+819012345678')]);
    expect(number && suppressionOf(number.value)).toBeUndefined();
  });
});
