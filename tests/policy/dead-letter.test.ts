import { describe, expect, it } from 'vitest';
import { peopleIn } from '../../src/policy/customer/dead-letter.ts';

const sentAt = Date.UTC(2026, 2, 2);

function read(body: unknown) {
  return peopleIn({ body: typeof body === 'string' ? body : JSON.stringify(body), sentAt });
}

const event = (detail: object) => ({ 'detail-type': 'order.placed', time: '2026-03-01T00:00:00Z', detail });

describe('a dead letter', () => {
  it('names its customer by identities in their one spelling, the strongest first', () => {
    const customer = { anonymousId: 'b-1', phone: '090-1111-2222', country: 'JP', email: 'Mia@Example.COM', id: 1001 };
    expect(read(event({ customer })).customer).toEqual([
      { kind: 'id', value: '1001' },
      { kind: 'email', value: 'mia@example.com' },
      { kind: 'phone', value: '+819011112222' },
      { kind: 'anonymousId', value: 'b-1' },
    ]);
    expect(read({ body: { customer_id: 25 } }).customer).toEqual([{ kind: 'id', value: '25' }]);
    expect(read({ body: { customer: { id: 'gid://shopify/Customer/7' } } }).customer).toEqual([
      { kind: 'id', value: '7' },
    ]);
  });

  it.each([
    ['an order with the same number', { order: { id: '1001', number: '1001' } }],
    ['an id that begins alike', { customer: { id: '10012' } }],
  ])('does not name a customer by %s', (_what, detail) => {
    expect(read(event(detail)).customer).not.toContainEqual({ kind: 'id', value: '1001' });
  });

  it.each([
    ['mia@example.com', ['mia@example.com']],
    [' MIA@example.com ', ['mia@example.com']],
    ['Mia <mia@example.com>', ['mia@example.com']],
    ['ｍｉａ@example.com', ['mia@example.com']],
    ['not-mia@example.com', ['not-mia@example.com']],
    ['write to mia@example.com please', []],
    ['+81 90-1111-2222', ['+819011112222']],
    ['090-1111-2222', ['+819011112222']],
    ['２０２６', []],
    ['1772582400000', []],
  ])('has in %j the addresses %j: whole texts, and no parts', (text, addresses) => {
    const all = read(event({ order: { note: text } })).addresses.map(({ value }) => value);
    expect(all).toEqual(addresses);
  });

  it('reads a national number by the country beside it', () => {
    const { addresses } = read({ body: { billing: { country: 'DE', phone: '030 12345678' } } });
    expect(addresses).toEqual([{ kind: 'phone', value: '+493012345678' }]);
  });

  it('is read whatever is packed into it as text, however deep', () => {
    const message = { Type: 'Notification', Message: JSON.stringify({ originationNumber: '+819011112222' }) };
    expect(read(message).addresses).toEqual([{ kind: 'phone', value: '+819011112222' }]);
    const failed = { requestPayload: { mail: { destination: ['mia@example.com'] } } };
    expect(read(failed).addresses).toEqual([{ kind: 'email', value: 'mia@example.com' }]);
    const run = { Name: 'n', Input: JSON.stringify({ customer: 'e547006ac5b6b0afc12332b0' }) };
    expect(read(run).keys).toEqual(['e547006ac5b6b0afc12332b0']);
    expect(read('mia@example.com').addresses).toHaveLength(1);
    expect(read('{ broken').addresses).toEqual([]);
    expect(read(`${'['.repeat(20_000)}${']'.repeat(20_000)}`).customer).toEqual([]);
  });

  it('names its customer by an id that stands alone only if no person in it has one, whichever comes first', () => {
    const seller = { user_id: 5, customer_id: 6 };
    for (const order of [
      { ...seller, customer: { id: 7 } },
      { customer: { id: 7 }, ...seller },
    ]) {
      expect(read({ body: order }).customer).toEqual([{ kind: 'id', value: '7' }]);
    }
    expect(read({ body: { userId: 'c-5', user: { email: 'mia@example.com' } } }).customer).toEqual([
      { kind: 'id', value: 'c-5' },
      { kind: 'email', value: 'mia@example.com' },
    ]);
  });

  it.each([
    ['arrays', '[', ']'],
    ['details', '{"detail":', '}'],
    ['mails within details', '{"detail":{"mail":', '}}'],
  ])('that is nested too deep is read in its upper part alone, and says so: %s', (_what, open, close) => {
    const inner = JSON.stringify({ customer: { id: '1001' }, time: '2026-01-01T00:00:00Z' });
    const deep = read(`${open.repeat(20_000)}${inner}${close.repeat(20_000)}`);
    expect(deep).toMatchObject({ customer: [], isTooDeep: true, at: sentAt });
    expect(read(`${open.repeat(20)}${inner}${close.repeat(20)}`).isTooDeep).toBe(false);
  });

  it('that reports on a message, or is a text, has the address of the other side alone, and not the shop’s', () => {
    const shop = 'news@shop.example.com';
    const mail = {
      source: `Shop <${shop}>`,
      destination: ['mia@example.com'],
      headers: [{ name: 'From', value: shop }],
      commonHeaders: { from: [shop], replyTo: [shop] },
      tags: { customer: ['e547006ac5b6b0afc12332b0'] },
    };
    const complaint = { complainedRecipients: [{ emailAddress: 'mia@example.net' }] };
    const bounce = { bouncedRecipients: [{ emailAddress: 'mia@example.org' }] };
    const report = read({ source: 'aws.ses', detail: { mail, complaint, bounce } });
    expect(report.addresses.map(({ value }) => value)).toEqual([
      'mia@example.com',
      'mia@example.net',
      'mia@example.org',
    ]);
    expect(report).toMatchObject({ keys: ['e547006ac5b6b0afc12332b0'], customer: [], isReport: true });
    const text = { originationNumber: '+819011112222', destinationNumber: '+815012345678', messageBody: shop };
    const ofText = { originationPhoneNumber: '+815012345678', destinationPhoneNumber: '+819011112222' };
    for (const one of [{ Type: 'Notification', Message: JSON.stringify(text) }, ofText]) {
      expect(read(one)).toMatchObject({ addresses: [{ kind: 'phone', value: '+819011112222' }], isReport: true });
    }
    expect(read(event({ customer: { id: '1' } })).isReport).toBe(false);
  });

  it('happened when it says, at the latest when it was sent', () => {
    const time = Date.UTC(2026, 2, 1);
    expect(read(event({})).at).toBe(time);
    expect(read({ journey: 'j', event: event({ occurredAt: '2026-02-01T00:00:00Z' }) }).at).toBe(Date.UTC(2026, 1, 1));
    expect(read(event({ occurredAt: '2036-02-01T00:00:00Z' })).at).toBe(time);
    expect(read(event({ occurredAt: 'yesterday' })).at).toBe(time);
    expect(read({ connector: 'c', receivedAt: time, body: { timestamp: 5 } }).at).toBe(time);
    expect(read({ timestamp: 1_772_000_000 }).at).toBe(sentAt); // seconds of some clock
    expect(read('nothing').at).toBe(sentAt);
  });
});
