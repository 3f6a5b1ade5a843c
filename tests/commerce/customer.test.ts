import { describe, expect, it } from 'vitest';
import { readStoreEvent } from '../../src/commerce/reading/read-event.ts';
import { busEvent, storeEvent } from '../fixtures/events.ts';

const at = '2026-03-02T09:00:00Z';
const intake = { now: Date.parse('2026-03-02T09:00:05Z'), shop: 'demo' };

/** A customer with an id and these fields after parsing, and the dropped fields. */
function read(told: object) {
  const { event, dropped } = readStoreEvent(busEvent('order.placed', at, { customer: { id: 'c-1', ...told } }), intake);
  const { id: _id, ...customer } = event.customer;
  return { customer, dropped };
}

describe('an address that the shop has verified', () => {
  const email = 'shopper@example.com';
  it.each([
    [['email', 'phone'], ['email', 'phone'], []],
    [['email', 'fax', 1], ['email'], ['customer.verified']],
    ['email', undefined, ['customer.verified']],
    [true, undefined, ['customer.verified']],
    [null, undefined, []],
    [[], [], []],
  ])('as %j proves %j, and costs no order', (verified, proven, dropped) => {
    const told = read({ email, verified });
    expect([told.customer.verified, told.dropped]).toEqual([proven, dropped]);
  });
});

describe('an optional field of a customer', () => {
  it.each([
    [{ email: ' shopper@Example.COM ' }, { email: 'shopper@example.com' }],
    [{ email: 'a..b.@docomo.example.com' }, { email: 'a..b.@docomo.example.com' }], // as carriers in Japan gave out
    [{ email: 'ｕｓｅｒ＠ＳＨＯＰ．example．ｊｐ　' }, { email: 'user@shop.example.jp' }],
    [{ email: 'user@例え.jp' }, { email: 'user@xn--r8jz45g.jp' }],
    [{ phone: '+81 90-1234-5678' }, { phone: '+819012345678' }],
    [{ phone: '+81 (0)90 1234 5678' }, { phone: '+819012345678' }],
    [{ phone: '＋８１９０１２３４５６７８' }, { phone: '+819012345678' }],
    [
      { phone: '090-1234-5678', country: 'JP' },
      { phone: '+819012345678', country: 'JP' },
    ],
    [
      { phone: '０９０ー１２３４ー５６７８', country: 'jp' },
      { phone: '+819012345678', country: 'JP' },
    ],
    [
      { phone: '(212) 555-0100', country: 'US' },
      { phone: '+12125550100', country: 'US' },
    ],
    [{ locale: 'ja_jp' }, { locale: 'ja-JP' }],
    [{ country: 'uk' }, { country: 'GB' }],
    [{ country: 'XK' }, { country: 'XK' }],
    [{ timeZone: 'Asia/Tokyo' }, { timeZone: 'Asia/Tokyo' }],
    [{ birthday: '--02-29' }, { birthday: '--02-29' }],
    [{ name: ' 山田　太郎\n' }, { name: '山田 太郎' }],
    [{ name: 'J.R. Smith' }, { name: 'J.R. Smith' }],
    [{ name: 'Jo\u0308rg' }, { name: 'Jörg' }],
    [{ name: 'x'.repeat(80) }, { name: 'x'.repeat(60) }],
    [{ anonymousId: 4711 }, { anonymousId: '4711' }],
    [{ lineId: null, email: null, birthday: null }, {}],
  ])('is normalised: %j', (told, customer) => {
    expect(read(told)).toEqual({ customer, dropped: [] });
  });

  it.each([
    [
      'email',
      [
        'josé@example.com',
        'ªb@example.com',
        'x@y',
        'a@localhost',
        '@example.com',
        'a@b@example.com',
        'a b@example.com',
      ],
    ],
    ['email', ['a@[127.0.0.1]', 'a@127.0.0.1', `${'a'.repeat(65)}@example.com`, `a@${'b.'.repeat(130)}example.com`, 7]],
    ['phone', ['090-1234-5678', 'call me', '+0123456789', '+1234', '1'.repeat(1000), {}]],
    ['id', ['', ' ', 'null', 'undefined', 'NULL', '0', 'NaN', 'none', '[object Object]', 'x'.repeat(201), 'a\u0000b']],
    ['anonymousId', ['undefined', 'guest', '00000000-0000-0000-0000-000000000000', '\uDC00', 1.5]],
    ['lineId', ['null', [], 'a\u200Eb']],
    ['name', ['', '\u202E', 'Pay at https://evil.example/login', 'www.evil.example', 'evil.example/login', 'evil.com']],
    [
      'name',
      [
        'Ｓｅｅ ｈｔｔｐｓ：／／evil',
        'Call 0120-666-666 at once',
        '０１２０６６６６６６',
        'write to a@evil.example',
        'evil.example:8080',
        true,
      ],
    ],
    ['locale', ['not a locale', 'x'.repeat(36), '']],
    ['country', ['ZZ', 'XX', 'Japan', 'EU', '']],
    ['timeZone', ['JST', 'IST', 'PST', 'Mars/Base', '']],
    ['birthday', ['1899-12-31', '2026-03-04', '2025-02-29', '9999-01-01', '1.4.1990']],
  ])('is dropped when it cannot be used, and the event is kept: %s %j', (field, values) => {
    for (const value of values) {
      const customer = { email: 'shopper@example.com', id: 'c-1', [field]: value };
      const { event, dropped } = readStoreEvent(busEvent('order.placed', at, { customer }), intake);
      expect({ value, dropped, kept: field in event.customer }).toEqual({
        value,
        dropped: [`customer.${field}`],
        kept: false,
      });
    }
  });

  it('is named in the error when no identity is left', () => {
    const customer = { id: 'null', anonymousId: 'undefined', email: 'josé@example.com', name: 'José' };
    expect(() => storeEvent('order.placed', at, { customer })).toThrow(
      'detail.customer needs at least one of id, email, phone, lineId, instagram, x, facebook, anonymousId that can be used; ' +
        'detail.customer.id cannot be used; detail.customer.email cannot be used; ' +
        'detail.customer.anonymousId cannot be used',
    );
  });

  it('is never taken from a prototype', () => {
    const told = JSON.parse('{"__proto__": {"email": "evil@example.com"}, "constructor": 1}');
    expect(read(told)).toEqual({ customer: {}, dropped: [] });
  });
});

describe('a consent', () => {
  const agreed = { granted: true, at, source: 'checkout' };

  it('is kept with its wording on one line', () => {
    const source = 'check\nout at https://shop.example.com/checkout';
    const told = { ...agreed, source, wording: `Send me\r\nnews.${' '.repeat(10)}${'x'.repeat(3000)}` };
    const { email } = read({ consent: { email: told } }).customer.consent ?? {};
    expect(email?.source).toBe('check out at https://shop.example.com/checkout');
    expect(email?.wording).toMatch(/^Send me news\. x+$/);
    expect(email?.wording).toHaveLength(2000);
  });

  it.each([
    ['says nothing', { consent: null }, undefined, []],
    ['says nothing of a channel', { consent: { email: null, sms: undefined } }, {}, []],
    ['does not say where', { consent: { email: { ...agreed, source: ' ' } } }, {}, ['customer.consent.email']],
    ['does not say when', { consent: { email: { ...agreed, at: null } } }, {}, ['customer.consent.email']],
    ['says nothing by its wording', { consent: { email: { ...agreed, wording: '' } } }, { email: agreed }, []],
    [
      'is about an address that cannot be used',
      { email: 'ｎｅｗ@＠example.com', consent: { email: agreed } },
      {},
      ['customer.email', 'customer.consent.email'],
    ],
  ])('that %s costs no order', (_what, told, consent, dropped) => {
    const result = read(told);
    expect([result.customer.consent, result.dropped]).toEqual([consent, dropped]);
  });

  it.each([
    ['topics', { topics: ['restock'] }],
    ['the same with another capital', { Topics: ['restock'] }],
    ['a purpose', { purpose: 'restock mails only' }],
    ['another channel', { channel: 'sms' }],
  ])('with a key that the contract does not know, %s, is no agreement, and still an opt-out', (_what, more) => {
    for (const email of [{ ...agreed, ...more }, JSON.stringify({ ...agreed, ...more })]) {
      expect(read({ consent: { email } })).toEqual({ customer: { consent: {} }, dropped: ['customer.consent.email'] });
    }
    expect(read({ consent: { email: { ...agreed, granted: false, ...more } } })).toEqual({
      customer: { consent: { email: { ...agreed, granted: false } } },
      dropped: [],
    });
  });

  it('is kept where an unknown key holds nothing, or the name of its own channel', () => {
    expect(read({ consent: { email: { ...agreed, topics: null, note: ' ', channel: 'EMAIL' } } }).dropped).toEqual([]);
    expect(read({ consent: [{ ...agreed, channel: 'email' }] }).customer.consent?.email?.granted).toBe(true);
  });

  it('is kept with the name of who took it down, and without one that cannot be read', () => {
    const by = (name: unknown) => read({ consent: { email: { ...agreed, by: name } } });
    expect(by('Sato').customer.consent?.email).toEqual({ ...agreed, by: 'Sato' });
    expect(by(1042).customer.consent?.email).toEqual({ ...agreed, by: '1042' });
    for (const name of ['\u200b', {}]) {
      expect(by(name)).toEqual({ customer: { consent: { email: agreed } }, dropped: [] });
    }
  });

  it.each([
    { unsubscribed: true },
    { optOut: true },
    { status: 'unsubscribed' },
    { granted: true, revoked: true },
    { granted: true, revokedAt: at },
    { granted: true, 'opted-out': 'yes' },
  ])('that says in words of its own that it is over is an opt-out: %j', (words) => {
    const { customer, dropped } = read({ consent: { email: { ...agreed, granted: undefined, ...words } } });
    expect([customer.consent?.email?.granted, dropped]).toEqual([false, []]);
  });

  it.each([
    { granted: true, revokedAt: '2020-01-01T00:00:00Z' },
    { granted: true, unsubscribed: false },
    { granted: true, unsubscribeUrl: 'https://shop.example.com/u' },
    { granted: true, status: 'active' },
  ])('that was over only before, or not at all, is none: %j', (words) => {
    expect(read({ consent: { email: { ...agreed, ...words } } }).customer.consent?.email?.granted).toBeUndefined();
  });

  it('that is withdrawn is kept, whatever else is missing', () => {
    const consent = { email: { granted: false, source: null }, sms: { granted: false, at: null, source: '' } };
    expect(read({ email: 'not an address', consent }).customer.consent).toEqual({
      email: { granted: false, at, source: 'unknown' },
      sms: { granted: false, at, source: 'unknown' },
    });
  });

  it.each([
    ['email', { ...agreed, granted: 'yes' }],
    ['email', { ...agreed, granted: 'true' }],
    ['email', { ...agreed, granted: 1 }],
    ['email', { ...agreed, granted: [] }],
    ['email', { ...agreed, at: '2026-03-02' }],
    ['email', { ...agreed, at: '9999-01-01T00:00:00Z' }],
    ['email', { ...agreed, source: 7 }],
    ['sms', true],
  ])('to %s that cannot be read as an agreement is dropped, and counted: %j', (channel, word) => {
    expect(read({ consent: { [channel]: word } })).toEqual({
      customer: { consent: {} },
      dropped: [`customer.consent.${channel}`],
    });
  });

  it.each([true, 'true', 1, []])('that names no channel is dropped: %j', (consent) => {
    expect(read({ consent })).toEqual({ customer: {}, dropped: ['customer.consent'] });
  });

  const withdrawn = { granted: false, at, source: 'unknown' };

  it.each([
    { granted: false, at: '2026-03-02', source: 7, wording: {} },
    { granted: false, at: '9999-01-01T00:00:00Z', source: null },
    { granted: 'false' },
    { granted: ' No ' },
    { granted: 'withdrawn' },
    { granted: 0 },
    false,
    'いいえ',
    { granted: '同意しません' },
    { granted: [false] },
    { Granted: false },
    { subscribed: false },
    { opt_in: 'no' },
    JSON.stringify({ granted: false }),
  ])('that may be meant as an opt-out is one: %j', (email) => {
    expect(read({ consent: { email } })).toEqual({ customer: { consent: { email: withdrawn } }, dropped: [] });
  });

  it.each([
    { Email: { granted: false } },
    { EMAIL: false },
    { email: agreed, Email: { granted: false } },
    [{ channel: 'email', granted: false }],
    [
      { channel: 'Email', ...agreed },
      { channel: 'EMAIL', granted: false },
    ],
    [
      { channel: 'email', granted: false, topic: 'restock' },
      { channel: 'email', granted: false, topic: 'offers' },
    ],
    { channel: 'email', granted: false },
    { channel: 'web', email: { granted: false } },
    JSON.stringify({ email: { granted: false } }),
  ])('that opts out in another form is an opt-out: %j', (consent) => {
    expect(read({ consent })).toEqual({ customer: { consent: { email: withdrawn } }, dropped: [] });
  });

  it.each([{ Email: agreed }, JSON.stringify({ email: agreed }), [{ channel: 'email', ...agreed }]])(
    'that agrees in another form is an agreement: %j',
    (consent) => {
      const { email } = read({ consent }).customer.consent ?? {};
      expect(email).toMatchObject(agreed);
    },
  );

  it.each([
    'confirmed_opt_in',
    'SINGLE_OPT_IN',
    'checked',
    'enabled',
    'subscribe',
    'Accepted',
    '01',
    '"true"',
    'oui',
    'ja',
    'sí',
    '承諾',
    '希望する',
    '同意する',
    'pending',
    'null',
    'undefined',
    'unknown',
    '',
  ])('whose word is %j is no opt-out, and no agreement either', (granted) => {
    const dropped = ['customer.consent.email'];
    expect(read({ consent: { email: { ...agreed, granted } } })).toEqual({ customer: { consent: {} }, dropped });
  });

  it.each(['null', 'undefined', '[object Object]', 'pending', ' '])('that is the text %j is absent', (consent) => {
    expect(read({ consent })).toEqual({ customer: {}, dropped: [] });
    expect(read({ consent: { email: consent } })).toEqual({ customer: { consent: {} }, dropped: [] });
  });

  it.each([
    [[false]],
    [{ granted: false }],
    [
      [
        { channel: 'email', ...agreed },
        { channel: 'all', granted: false },
      ],
    ],
  ])('that opts out of no channel by name is an opt-out from every channel: %j', (consent) => {
    expect(read({ consent }).customer.consent).toEqual({ email: withdrawn, sms: withdrawn });
  });

  it('that is false as a whole is an opt-out from every channel', () => {
    expect(read({ consent: false }).customer.consent).toEqual({ email: withdrawn, sms: withdrawn });
  });
});
