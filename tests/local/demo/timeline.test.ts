import { describe, expect, it } from 'vitest';
import type { Json } from '../../../local/aws/json.ts';
import type { Mail } from '../../../local/aws/outbox.ts';
import type { Resource } from '../../../local/aws/template/resource.ts';
import { outboxPages } from '../../../local/demo/outbox/pages.ts';
import { briefLines, counted } from '../../../local/demo/summary/brief.ts';
import { storyLines } from '../../../local/demo/summary/stories.ts';
import { shopRecords } from '../../../local/demo/timeline/shop-records.ts';
import { stepsIn } from '../../../local/demo/timeline/step-order.ts';
import { timelineOf } from '../../../local/demo/timeline/timeline.ts';
import { pageSource } from './page-source.fixture.ts';

const start = Date.UTC(2026, 2, 1, 3);
const hour = 3_600_000;

const steps = (_journey: string, step: string) => ['reminder', 'last-call'].indexOf(step);

const put = (customer: string, sk: string, value: Json): Json => ({ pk: `C#${customer}`, sk, value });

const message = (customer: string, journey: string, step: string, over: Json): Json => {
  const key = `${journey}-${customer}_${step}`;
  const run = `${journey}-${customer}`;
  return put(customer, `4#message#${key}`, { key, customer, run, journey, step, purpose: 'marketing', ...over });
};

const total = { minor: 9000, currency: 'JPY' };

/** A customer who orders two hours after filling the cart, and sends it back. */
function sendsBack(customer: string): Json[] {
  const skipped = { outcome: 'skipped', reason: 'run-ended' };
  const inCart = { ...skipped, at: start + 2 * hour, due: start + 4 * hour, detail: 'order.placed' };
  const later = { ...skipped, at: start + 60 * hour, due: start + 200 * hour, detail: 'order.refunded' };
  return [
    put(customer, '1#profile', {
      customer,
      name: '花子',
      locale: 'ja-JP',
      identities: { id: customer },
      country: 'JP',
    }),
    put(customer, '3#fact#cart#1', { kind: 'cart', id: '1', updatedAt: start, total, lines: [{ title: '急須' }] }),
    put(customer, '3#fact#order#2', {
      kind: 'order',
      id: '2',
      number: '7',
      placedAt: start + 2 * hour,
      total,
      refunds: {},
    }),
    put(customer, '2#run#abandoned-cart#1', {
      id: `abandoned-cart-${customer}`,
      customer,
      journey: 'abandoned-cart',
      startedAt: start,
      input: { customer },
    }),
    message(customer, 'abandoned-cart', 'last-call', inCart),
    message(customer, 'abandoned-cart', 'reminder', inCart),
    message(customer, 'review-request', 'ask', later),
  ];
}

describe('a customer’s timeline', () => {
  it('tells events, the journeys that they begin, and messages, the cause before its effect', () => {
    const entries = timelineOf('c1', shopRecords(sendsBack('c1')), steps);
    expect(entries.map((entry) => [entry.kind, (entry.at - start) / hour])).toEqual([
      ['event', 0],
      ['event', 2],
      ['unsent', 2],
      ['unsent', 60],
    ]);
    expect(entries[0]).toMatchObject({ on: 'cart.updated', begins: ['abandoned-cart'] });
  });

  it('names the messages of one run that were not sent in the order of its steps', () => {
    const entry = timelineOf('c1', shopRecords(sendsBack('c1')), steps).find(({ kind }) => kind === 'unsent');
    expect(entry?.kind === 'unsent' && entry.messages.map(({ step }) => step)).toEqual(['reminder', 'last-call']);
  });

  it('goes on across customers who turned out to be one', () => {
    const guest = put('c0', '1#profile', { customer: 'c0', identities: {}, mergedInto: 'c1' });
    const early = message('c0', 'browse-abandonment', 'looked-at', { outcome: 'sent', at: start - hour, due: start });
    const entries = timelineOf('c1', shopRecords([guest, early, ...sendsBack('c1')]), steps);
    expect(entries[0]).toMatchObject({ kind: 'sent', message: { journey: 'browse-abandonment' } });
  });

  it('is a page, in both languages, that a list of customers leads to', async () => {
    const source = pageSource({ now: start, items: sendsBack('c1') });
    const ask = async (url: string) =>
      (await outboxPages(source)({ method: 'GET', url, headers: {}, body: Buffer.alloc(0) }))?.body ?? '';
    expect(await ask('/outbox?view=customers&lang=en')).toContain('<a href="/outbox/customers/c1?lang=en">花子</a>');
    const page = await ask('/outbox/customers/c1?lang=en');
    expect(page).toContain('<b>Ordered</b> #7 · ¥9,000');
    expect(page).toContain(
      'Abandoned cart · last-call, reminder <small>It was no longer needed: an order was placed.</small>',
    );
    expect(await ask('/outbox/customers/c1?lang=ja')).toContain('カゴ落ち · last-call, reminder');
    expect(await ask('/outbox/customers/c2?lang=ja')).toContain('お客様が見つかりません。');
  });
});

describe('the order of steps', () => {
  it('is read from the state machine of the journey', () => {
    const step = (id: string, Next: object) => ({
      Type: 'Task',
      Resource: 'arn:x',
      Parameters: { step: { id } },
      ...Next,
    });
    const DefinitionString = JSON.stringify({
      StartAt: 'A',
      States: { A: step('zebra', { Next: 'B' }), B: step('ant', { End: true }) },
    });
    const machine = {
      name: 'aftercart-my-journey',
      arn: 'arn',
      properties: { DefinitionString },
    } as unknown as Resource;
    const { steps: order } = stepsIn({ ofType: () => [machine], assetPath: () => '' });
    expect(order('my-journey', 'zebra')).toBeLessThan(order('my-journey', 'ant'));
    expect(order('my-journey', 'gone')).toBeGreaterThan(order('my-journey', 'ant'));
  });
});

describe('the summary on one screen', () => {
  const items = sendsBack('c1');
  const source = { shop: shopRecords(items), steps, sent: [], storeZone: 'Asia/Tokyo' };

  it('tells of a message that was wisely not sent, and of nothing that did not happen', () => {
    expect(storyLines(source)).toEqual([
      '',
      'Wisely not sent: 花子, Tokyo',
      '   1 Mar 12:00  Filled the cart: 急須 · ¥9,000',
      '   1 Mar 14:00  Ordered: #7 · ¥9,000',
      '   1 Mar 14:00  ✕ Not sent: reminder and last-call (abandoned-cart), no longer needed: ordered',
      '   4 Mar 00:00  ✕ Not sent: ask (review-request), no longer needed: refund',
    ]);
  });

  it('tells of a cart won back by a message that was clicked, with its subject', () => {
    const bought = put('c2', '5#conversion#order.placed#2', {
      customer: 'c2',
      on: 'order.placed',
      id: '2',
      at: start + 2 * hour,
      journey: 'abandoned-cart',
      run: 'abandoned-cart-c2',
      message: 'abandoned-cart-c2_reminder',
      total,
    });
    const clicked = {
      outcome: 'sent',
      channel: 'email',
      at: start + hour,
      due: start + hour,
      feedback: { clicked: start },
    };
    const reminder = message('c2', 'abandoned-cart', 'reminder', clicked);
    const rest = sendsBack('c2').filter(({ sk }) => !String(sk).includes('message'));
    const subject = { channel: 'email', subject: 'Your cart', tags: { message: 'abandoned-cart-c2_reminder' } };
    const sent = [subject as unknown as Mail]; // what the story reads of it
    expect(storyLines({ ...source, shop: shopRecords([...rest, reminder, bought]), sent })).toEqual([
      '',
      'A cart won back: 花子, Tokyo',
      '   1 Mar 12:00  Filled the cart: 急須 · ¥9,000',
      '   1 Mar 13:00  → E-mail “Your cart” (abandoned-cart, clicked)',
      '   1 Mar 14:00  Ordered: #7 · ¥9,000',
      '   1 Mar 14:00  The order is credited to abandoned-cart',
    ]);
  });

  it('separates what was no longer needed from what may not be sent', () => {
    const noConsent = { outcome: 'skipped', reason: 'no-consent', at: start, due: start };
    const sent = {
      outcome: 'sent',
      channel: 'sms',
      locale: 'ja',
      at: start,
      due: start,
      feedback: { delivered: start },
    };
    const more = [message('c3', 'welcome', 'hello', noConsent), message('c3', 'shipping-updates', 'dispatched', sent)];
    expect(briefLines(shopRecords([...items, ...more]).records)).toEqual([
      '1 message sent: 0 e-mails and 1 text, 1 in Japanese',
      '  1 delivered',
      '4 messages not sent, each with its reason:',
      '      3 no longer needed (ordered 2, refund 1)',
      '      1 may not or cannot be written to (no consent 1)',
      'No journey reached its goal.',
    ]);
  });

  it('counts in singular and plural', () => {
    expect([counted(1, 'event'), counted(0, 'event'), counted(1200, 'customer')]).toEqual([
      '1 event',
      '0 events',
      '1,200 customers',
    ]);
  });
});
