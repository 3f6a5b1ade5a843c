import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { containsLink, displayName, displayText, multiLine, singleLine } from '../../src/commerce/values/text.ts';
import { storeEvent } from '../fixtures/events.ts';

const at = '2026-03-02T09:00:00Z';

describe('a text from outside', () => {
  it.each([
    ['a\r\nb\tc', 'a b c'],
    ['a\u2028b\u2029c\u0085d', 'a b c d'],
    ['\u202Egpj.exe\u202C', 'gpj.exe'],
    ['\u2066a\u2069\u200Fb\u0000\u001B[31mc', 'ab[31mc'],
    ['half \uD83D of a face', 'half of a face'],
    ['e\u0301', 'é'],
    ['👩‍👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿', '👩‍👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿'],
    ['山田　太郎', '山田 太郎'],
    ['ev\u2060il w\u00ADord\u180E\u034F\u3164 \u{E0041}\u{E007F}x', 'evil word x'],
    ['葛\u{E0100}城', '葛\u{E0100}城'],
  ])('becomes one line without invisible characters: %j', (text, line) => {
    expect(singleLine(text)).toBe(line);
  });

  it.each([
    ['Sign in at https://evil.example/login now', 'Sign in at evil. example/login now'],
    ['詳細はhttps://evil.example/をクリック', '詳細は evil. example/をクリック'],
    ['www.evil.example', 'evil. example'],
    ['evil.zip/login', 'evil. zip/login'],
    ['ｅｖｉｌ．com', 'evil. com'],
    ['a@evil.test', 'a @ evil.test'],
    ['mailto:a@evil.test', 'a @ evil.test'],
    ['Node.js in Action', 'Node.js in Action'],
    ['No.5, 3.5mm, e.l.f., CD/DVD, 1:2', 'No.5, 3.5mm, e.l.f., CD/DVD, 1:2'],
    ['https://', undefined],
    ['evil。com/login', 'evil. com/login'],
    ['evil｡com', 'evil. com'],
    ['悪。com', '悪. com'],
    ['evil。zip/login', 'evil. zip/login'],
    ['evil.cloud', 'evil. cloud'],
    ['evil.рф と evil.xn--p1ai', 'evil. рф と evil. xn--p1ai'],
    ['evil.zip?x=1', 'evil. zip?x=1'],
    ['10.0.0.1/login 192.168.0.1.', '10.0.0. 1/login 192.168.0. 1.'],
    ['tel:+819012345678', '+819012345678'],
    ['夏服。Mサイズ/Lサイズ、発売。shop限定です。ok', '夏服。Mサイズ/Lサイズ、発売。shop限定です。ok'],
    ['1.2.3, 2026.11.27, Tel: 03-1234', '1.2.3, 2026.11.27, Tel: 03-1234'],
  ])('keeps its words and loses its links: %j', (text, shown) => {
    expect(displayText(text, 200)).toBe(shown);
  });

  it('contains no link, whatever its parts are', () => {
    const parts = fc.constantFrom(
      '://',
      'http',
      'www',
      '.',
      '/',
      '@',
      'evil',
      'com',
      ':',
      ' ',
      '：',
      '．',
      '/8',
      'ｗ',
      '例',
      '。',
      '｡',
      '1',
      '?',
      'tel:',
      '\u2060',
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 40 }), (words) => {
        const shown = displayText(words.join(''), 200) ?? '';
        expect(containsLink(shown)).toBe(false);
        expect(displayText(shown, 200) ?? '').toBe(shown);
        expect(shown.length).toBeLessThanOrEqual(200);
      }),
      { numRuns: 2000 },
    );
  });

  it('contains no link that truncating has made', () => {
    const made = `a.com ${'x'.repeat(187)} b.community`;
    expect(displayText(made, 200)).toBe(`a. com ${'x'.repeat(187)}`);
    expect(displayName(`${'x'.repeat(54)} b.community`)).toBeUndefined();
  });

  it('is never truncated in the middle of a character', () => {
    expect(displayText(`${'x'.repeat(199)}😀`, 200)).toBe('x'.repeat(199));
    expect(displayName(`${'x'.repeat(59)}😀`)).toBe('x'.repeat(59));
  });

  it('keeps its lines where it is an answer', () => {
    expect(multiLine('Fast.\r\nAnd\u2028kind.\u202E \n')).toBe('Fast.\nAnd\nkind.');
  });
});

describe('the texts of an event', () => {
  const hostile = 'Pay\r\nhere: https://evil.example/\u202E';
  const harmless = 'Pay here: evil. example/';

  it('are cleaned in every field', () => {
    const order = {
      id: 'o',
      number: hostile,
      total: { amount: 1, currency: 'USD' },
      lines: [{ productId: 'p', title: hostile, quantity: 1 }],
    };
    const shipment = { id: 's', carrier: hostile, trackingNumber: hostile };
    expect(storeEvent('order.placed', at, { order })).toMatchObject({
      order: { number: harmless, lines: [{ title: harmless }] },
    });
    expect(storeEvent('shipment.dispatched', at, { shipment })).toMatchObject({
      shipment: { carrier: harmless, trackingNumber: harmless },
    });
    const refund = { id: 'r', status: 'open', reason: hostile };
    expect(storeEvent('order.refunded', at, { refund })).toMatchObject({ refund: { reason: harmless } });
    const inquiry = { id: 'q', subject: hostile };
    expect(storeEvent('inquiry.received', at, { inquiry })).toMatchObject({ inquiry: { subject: harmless } });
    const product = { id: 'p', title: hostile };
    expect(storeEvent('product.viewed', at, { product })).toMatchObject({ product: { title: harmless } });
    expect(storeEvent('customer.tier_reached', at, { tier: { id: 'none', name: hostile } })).toMatchObject({
      tier: { name: harmless },
    });
    const survey = { id: 's', score: 1, comment: 'a\u2028b\u202E' };
    expect(storeEvent('survey.answered', at, { survey })).toMatchObject({ survey: { comment: 'a\nb' } });
  });

  it('lose the name of a friend that contains a link', () => {
    const referral = (friend: string) =>
      storeEvent('referral.completed', at, { referral: { id: 'r', role: 'referrer', friend } });
    expect(referral('Bob')).toMatchObject({ referral: { friend: 'Bob' } });
    expect(referral(hostile)).toMatchObject({ referral: { friend: undefined } });
  });

  it('are truncated when they are long', () => {
    const product = { id: 'p', title: '長'.repeat(10_000) };
    expect(storeEvent('product.viewed', at, { product })).toMatchObject({ product: { title: '長'.repeat(200) } });
  });
});
