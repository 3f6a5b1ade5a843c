/** The host of hostile links. */
const evil = 'evil.test';

/** The name of the fields that mutations add. None of them may be stored. */
export const unknownField = 'zzPlanted';

const day = 86_400_000;

const words = [
  '',
  ' ',
  'null',
  'undefined',
  '0',
  'NaN',
  'none',
  '[object Object]',
  '__proto__',
  'constructor',
  'toString',
];
const lengths = [
  'x'.repeat(300),
  'x'.repeat(5000),
  '注'.repeat(199),
  '注'.repeat(1000),
  '😀'.repeat(150),
  ' '.repeat(30_000),
];
const unseen = ['a\r\nb', 'a\u0000b', 'a\uD800b', '\uDC00', '\u202Ecba', 'a\u2028b', '\u0007', '\uFEFF', '\u200E'];
const links = [
  `https://${evil}/login`,
  `Your account is locked. Sign in at https://${evil}/login now`,
  `${evil}/login`,
  `www.${evil}`,
  `help@${evil}`,
  `https://shop.example.com@${evil}/`,
  'javascript:alert(1)',
];
const code = ['{{ customer.name }}', '{% raw %}', '<script>alert(1)</script>', '"><img src=x>', '%s%n'];
const texts = [...words, ...lengths, ...unseen, ...links, ...code];

const numbers = [0, -1, 1.5, 1e308, -1e308, 1e-300, 2 ** 53, 2 ** 63, 1e21, 0.1 + 0.2, 12.345, -0];
const others = [null, true, [], {}, [[]], [null], { constructor: 1 }, nested(50), nested(2000)];

/** Hostile times, some of them relative to now. */
function times(now: number): string[] {
  const ahead = [9 * 3_600_000, 25 * 3_600_000, 5 * 365 * day, 20 * 365 * day, -400 * day];
  return [
    ...ahead.map((by) => new Date(now + by).toISOString()),
    ...['0000-01-01T00:00:00Z', '1970-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '+275760-09-13T00:00:00Z'],
    ...['2026-02-30T00:00:00Z', '2026-03-02T24:00:00Z', '2026-03-02T23:59:60Z', '2026-03-02T09:00:00.1234567891Z'],
    ...['2026-03-02T09:00:00', '2026-03-02', '2026-03-02T09:00:00+23:59', 'soon'],
  ];
}

/** Hostile values for certain fields. */
const byField: Readonly<Record<string, readonly unknown[]>> = {
  timeZone: ['JST', 'IST', 'PST', 'Mars/Base', '+09:00', 'Pacific/Kiritimati', 'utc'],
  country: ['ZZ', 'XX', 'jp', 'UK', 'JPN'],
  locale: ['ja_JP', 'i-klingon', 'not a locale', 'x'.repeat(80)],
  birthday: ['9999-01-01', '1899-12-31', '2025-02-29', '--02-30', '--02-29', '1990-04-30T00:00:00Z'],
  email: ['x@y', 'a@localhost', 'josé@example.com', 'user@例え.jp', `${'a'.repeat(65)}@example.com`, ' A@EXAMPLE.COM '],
  phone: ['090-1234-5678', '+81 90-1234-5678', '＋８１９０１２３４５６７８', '110', '+1'],
  currency: ['ZZZ', 'XXX', 'usd', 'KWD', ''],
  amount: [-1, 1e14, 1e16, '12.50', '1e3', '9'.repeat(400), '-5', 1e-300],
  quantity: [0, -1, 1e-300, 1e300, 0.001, 1_000_000],
  rating: [0, 6, 4.123456789],
  score: [-1, 11, 4.5],
  test: ['true', 1],
  version: [2, '1'],
  shop: ['other', 'DEMO', ''],
  name: [12_345, ...links, 'J.R. Smith', '山田　太郎'],
};

/** A copy of a hostile value for a field. @param pick chooses from a list */
export function hostileValue(field: string, now: number, pick: <Value>(from: readonly Value[]) => Value): unknown {
  const known = Object.hasOwn(byField, field) ? byField[field] : undefined;
  const own = /[Aa]t$|By$/.test(field) ? times(now) : known;
  return structuredClone(
    pick(pick<readonly unknown[]>([texts, texts, numbers, others, ...(own ? [own, own, own] : [])])),
  );
}

function nested(depth: number): unknown {
  let inner: unknown = 'x';
  for (let level = 0; level < depth; level += 1) inner = level % 2 === 0 ? [inner] : { inner };
  return inner;
}
