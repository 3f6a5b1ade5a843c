import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { type LongText, longTexts } from '../../../build/messages/lengths.ts';
import { smsSegments } from '../../../src/channels/sms/segments.ts';
import { compiled } from '../../templates/compiled.fixture.ts';
import { store } from '../../templates/store.fixture.ts';

const file = path.resolve(import.meta.dirname, '../../../../shared/conformance/sms-segment-cases.json');

interface Case {
  readonly name: string;
  readonly body: string;
  readonly twilio: { readonly encoding: string; readonly segments: number };
  readonly agree: boolean;
}

describe.skipIf(!existsSync(file))('cases on which three implementations agree (skipped without ../shared)', () => {
  const cases: Case[] = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).cases : [];

  test('are counted the same', () => {
    const agreed = cases.filter(({ agree }) => agree);
    expect(agreed.length).toBeGreaterThan(200);
    for (const { name, body, twilio } of agreed) {
      const { encoding, segments } = smsSegments(body);
      expect({ name, encoding, segments }).toEqual({ name, encoding: twilio.encoding, segments: twilio.segments });
    }
  });
});

test.each([
  ['a'.repeat(160), { encoding: 'GSM-7', segments: 1, units: 160 }],
  ['a'.repeat(161), { encoding: 'GSM-7', segments: 2, units: 161 }],
  ['€'.repeat(81), { encoding: 'GSM-7', segments: 2, units: 162 }],
  ['あ'.repeat(70), { encoding: 'UCS-2', segments: 1, units: 70 }],
  ['あ'.repeat(71), { encoding: 'UCS-2', segments: 2, units: 71 }],
  [`${'あ'.repeat(66)}😀あ`.repeat(2), { encoding: 'UCS-2', segments: 3, units: 138 }],
])('%s', (text, size) => {
  expect(smsSegments(text)).toEqual(size);
});

const mail = { subject: 'カートのご案内', preheader: '', html: '', text: '' };

function named(texts: readonly LongText[]) {
  return texts.map(({ message, locale, size }) => [message, locale, size.segments]);
}

test('an SMS text over one segment is named with its size, unless its values alone leave no room in one', () => {
  expect(named(longTexts(compiled, store))).toEqual([]); // the one with a coupon in Japanese takes two
  const said = (sms: string) => longTexts({ cart: { note: { locales: { ja: { ...mail, sms } } } } }, store);
  expect(named(said(`{{ brand.name }} ${'あ'.repeat(60)}{{ cart.url }}`))).toEqual([['note', 'ja', 2]]);
  expect(named(said('{{ brand.name }} {{ cart.url }} {{ brand.contact }} {{ coupon.code }} 停止'))).toEqual([]);
  expect(
    named(said(`{{ brand.name }} {{ cart.url }} {{ brand.contact }} {{ coupon.code }} ${'あ'.repeat(80)}`)),
  ).toEqual([['note', 'ja', 3]]);
  expect(named(said('{{ brand.name }}の{{ links.unsubscribe }}'))).toEqual([['note', 'ja', 3]]);
});
