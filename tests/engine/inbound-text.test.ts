import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readInboundText } from '../../src/channels/sms/inbound.ts';
import { hearReport } from '../../src/engine/feedback/hear-report.ts';
import { fromIso } from '../../src/policy/time/timing.ts';
import { busEvent, shopper } from '../fixtures/events.ts';
import { World } from './world.ts';

const payload = new URL('../../../shared/payloads/sms/inbound-two-way.json', import.meta.url);
const phone = '+819012345678';
const monday = '2026-03-02T09:00:00Z';
const tuesday = '2026-03-03T09:00:00Z';

function text(messageBody: string, messageKeyword = 'KEYWORD_SHOP', originationNumber = phone) {
  return {
    originationNumber,
    destinationNumber: '+815012345678',
    messageKeyword,
    messageBody,
    inboundMessageId: 'in-1',
  };
}

/** A customer who agreed to texts on Sunday, and what the topic says. */
async function subscriber() {
  const world = new World().at(monday);
  const sms = { at: '2026-03-01T09:00:00Z', granted: true, source: 'checkout' };
  const customer = { ...shopper, phone, consent: { sms } };
  const input = await world.enter('cart-journey', busEvent('cart.updated', monday, { customer }));
  const counted: string[] = [];
  const hear = (message: unknown, Timestamp?: string) =>
    hearReport(
      { Type: 'Notification', Message: JSON.stringify(message), ...(Timestamp && { Timestamp }) },
      {
        ledger: world.stores.messages,
        open: async () => world.stores,
        journeys: {},
        settings: {} as never, // no report is heard of here
        clock: () => world.now,
        resume: async () => {},
        publish: async () => {},
        count: (metric, { kind }) => counted.push(`${metric} ${kind}`),
      },
    );
  const consent = async () => (await world.stores.customers.load(input.customer))?.profile.consent.sms;
  return { world, hear, consent, counted };
}

describe('a customer’s own text', () => {
  it.each([
    'STOP',
    ' stop. ',
    'Stop!',
    'ＳＴＯＰ',
    'STOPALL',
    'unsubscribe',
    'Cancel',
    'END',
    'quit',
    'OPTOUT',
    'opt-out',
    'REVOKE',
    'arrêt',
    '停止',
    '「配信停止」',
    '配信停止。',
  ])('%j closes its number', (body) => {
    expect(readInboundText(text(body), 7)).toEqual({ kind: 'stop', address: phone, at: 7 });
  });

  it.each(['START', 'start', 'Unstop', '再開', '配信再開'])('%j opens its number', (body) => {
    expect(readInboundText(text(body), 7)).toEqual({ kind: 'start', address: phone, at: 7 });
  });

  it('that begins with an opt-out keyword closes its number, as AWS takes it', () => {
    expect(readInboundText(text('stop it please', 'STOP'), 7)).toMatchObject({ kind: 'stop' });
  });

  it.each(['When do you start?', 'Please restart', 'HELP', 'ありがとう', ''])(
    '%j says nothing of its number',
    (body) => {
      expect(readInboundText(text(body), 7)).toBeUndefined();
      expect(readInboundText(text(body, 'START'), 7)).toBeUndefined();
    },
  );

  it('is distinguished from a carrier’s report', () => {
    expect(
      readInboundText({ eventType: 'TEXT_DELIVERED', destinationPhoneNumber: phone, messageBody: 'STOP' }, 7),
    ).toBeUndefined();
  });

  it.skipIf(!existsSync(payload))('is read as AWS publishes it (skipped without ../shared)', () => {
    const real = JSON.parse(readFileSync(payload, 'utf8'));
    expect(readInboundText(real, 7)).toBeUndefined();
    const address = real.originationNumber;
    expect(readInboundText({ ...real, messageBody: 'STOP' }, 7)).toEqual({ kind: 'stop', address, at: 7 });
  });
});

describe('record-feedback', () => {
  it('withdraws the consent to texts when its number answers STOP, and takes it back with START', async () => {
    const { hear, consent, counted } = await subscriber();
    await hear(text('STOP'), monday);
    expect(await consent()).toMatchObject({ granted: false, at: fromIso(monday), source: 'answered STOP' });
    await hear(text('START'), tuesday);
    expect(await consent()).toMatchObject({ granted: true, at: fromIso(tuesday), source: 'answered START' });
    expect(counted).toEqual(['InboundText stop', 'InboundText start']);
  });

  it('goes by the times of the texts, in whatever order they come', async () => {
    const { hear, consent } = await subscriber();
    await hear(text('STOP'), tuesday);
    await hear(text('START'), monday);
    await hear(text('START'), tuesday);
    expect(await consent()).toMatchObject({ granted: false, at: fromIso(tuesday) });
  });

  it('lets a STOP count when its time is lost, and no START', async () => {
    const { hear, consent } = await subscriber();
    await hear(text('STOP'));
    expect(await consent()).toMatchObject({ granted: false });
    await hear(text('START'));
    expect(await consent()).toMatchObject({ granted: false });
  });

  it('counts any other text, and a number that nobody has, and changes nothing', async () => {
    const { hear, consent, counted } = await subscriber();
    const before = await consent();
    await hear(text('Where is my parcel?'), tuesday);
    await hear(text('STOP', 'STOP', '+819099999999'), tuesday);
    expect(await consent()).toEqual(before);
    expect(counted).toEqual(['InboundText other', 'InboundText stop']);
  });
});
