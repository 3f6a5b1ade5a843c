import { describe, expect, it } from 'vitest';
import { hearReport } from '../../src/engine/feedback/hear-report.ts';
import type { Ports } from '../../src/engine/ports.ts';
import { journeys } from '../fixtures/catalogue.ts';
import { busEvent, shopper } from '../fixtures/events.ts';
import { World } from './world.ts';

const phone = '+819012345678';
const monday = '2026-03-02T09:00:00Z';
const stop = { originationNumber: phone, inboundMessageId: 'in-1', messageBody: 'STOP' };
const start = { ...stop, messageBody: 'START' };

/** A journey whose message goes again, by either channel, when no delivery is reported. */
const fallingBack: Ports['journeys'] = {
  ...journeys,
  'cart-journey': {
    ...(journeys['cart-journey'] ?? expect.fail('there is no such journey')),
    fallBacks: {
      reminder: {
        id: 'reminder',
        message: 'reminder',
        channels: ['email', 'sms'],
        purpose: 'marketing',
        priority: 50,
        fallBack: { to: ['sms', 'email'], afterMinutes: 120 },
      },
    },
  },
};

/** A customer who agreed to texts, and the function that hears what is on the queue of reports. */
async function subscriber(granted = true) {
  const world = new World().at(monday);
  const sms = { at: '2026-03-01T09:00:00Z', granted, source: 'checkout' };
  const customer = { ...shopper, phone, consent: { sms } };
  const input = await world.enter('cart-journey', busEvent('cart.updated', monday, { customer }));
  const counted: string[] = [];
  const hear = (body: unknown) =>
    hearReport(body, {
      optOutLists: {},
      ledger: world.stores.messages,
      reportTimes: world.stores.reportTimes,
      open: async () => world.stores,
      journeys: fallingBack,
      settings: {} as never, // nothing is opened or clicked here
      clock: () => world.now,
      resume: async () => {},
      reschedule: async () => {},
      publish: async () => {},
      publishInquiry: async () => {},
      count: (metric, { channel = '', kind }) => counted.push([metric, channel, kind].filter(Boolean).join(' ')),
    });
  const consent = async () => (await world.stores.customers.load(input.customer))?.profile.consent.sms;
  return { customer: input.customer, world, hear, consent, counted };
}

/** As SNS wraps what the topic says, for a queue. */
function notification(message: object, Timestamp = monday) {
  return { Type: 'Notification', MessageId: 'm', TopicArn: 'arn', Message: JSON.stringify(message), Timestamp };
}

describe('the queue of reports', () => {
  it('brings events of SES as the bus has them', async () => {
    const { customer, world, hear, counted } = await subscriber();
    const tags = { customer, message: 'run_step', journey: 'j', purpose: 'marketing' };
    const listed = Object.fromEntries(Object.entries(tags).map(([name, value]) => [name, [value]]));
    const mail = { timestamp: monday, tags: listed, destination: ['shopper@example.com'] };
    const delivered = { eventType: 'Delivery', mail, delivery: { timestamp: monday } };
    await hear({ version: '0', source: 'aws.ses', 'detail-type': 'Email Delivered', detail: delivered });
    expect(counted).toEqual(['Feedback email delivered']);
    expect((await world.stores.messages.get(customer, 'run_step'))?.feedback).toEqual({
      delivered: Date.parse(monday),
    });
  });

  it('notes that reports come in, by those that settle nothing too', async () => {
    const { customer, world, hear, counted } = await subscriber();
    const tags = { customer, message: 'run_step', journey: 'j', purpose: 'marketing' };
    const listed = Object.fromEntries(Object.entries(tags).map(([name, value]) => [name, [value]]));
    const mail = { timestamp: '2026-03-02T08:50:00Z', destination: ['shopper@example.com'] };
    const delay = { eventType: 'DeliveryDelay', deliveryDelay: { timestamp: '2026-03-02T08:58:00Z' } };
    await hear({ source: 'aws.ses', detail: { ...delay, mail } }); // somebody else's
    expect(await world.stores.reportTimes.of('email')).toEqual({});
    await hear({ source: 'aws.ses', detail: { ...delay, mail: { ...mail, tags: listed } } });
    expect(await world.stores.reportTimes.of('email')).toEqual({
      from: Date.parse('2026-03-02T08:50:00Z'),
      spans: '3',
    });
    const eventTimestamp = Date.parse('2026-03-02T08:40:00Z');
    await hear(notification({ eventType: 'TEXT_PENDING', isFinal: false, eventTimestamp, context: tags }));
    expect(await world.stores.reportTimes.of('sms')).toEqual({
      from: eventTimestamp,
      spans: '3',
      late: { [Math.floor(eventTimestamp / 3_600_000)]: world.now },
    });
    expect(await world.stores.messages.get(customer, 'run_step')).toBeUndefined();
    expect(counted).toEqual([]);
  });

  it('carries the topic’s message and its time', async () => {
    const { hear, consent, counted } = await subscriber(false);
    await hear(notification(start, '2026-03-02T10:00:00Z'));
    expect(await consent()).toMatchObject({ granted: true, at: Date.parse('2026-03-02T10:00:00Z') });
    await hear(notification(stop, '2026-03-02T09:30:00Z')); // overtaken on the queue
    expect(await consent()).toMatchObject({ granted: true });
    expect(counted).toEqual(['InboundText start', 'InboundText stop']);
  });

  it('takes the text of a notification alone, handed in by hand: a STOP counts as of now, a START has lost its time', async () => {
    const agreed = await subscriber();
    await agreed.hear(stop);
    expect(await agreed.consent()).toMatchObject({ granted: false, at: Date.parse(monday) });
    const refused = await subscriber(false);
    await refused.hear(start);
    expect(await refused.consent()).toMatchObject({ granted: false });
  });

  it.each([{}, { source: 'aws.ses' }, { Type: 'Notification', Message: '{}' }, 'text'])(
    'gives back %j, which is no report',
    async (body) => {
      const { hear } = await subscriber();
      await expect(hear(body)).rejects.toThrow();
    },
  );
});
