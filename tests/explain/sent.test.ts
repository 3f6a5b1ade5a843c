import { describe, expect, it } from 'vitest';
import { speakerOf } from '../../src/explain/speaker.ts';
import { surroundingsOf, tellEntry } from '../../src/explain/story.ts';
import type { Basis } from '../../src/model/basis.ts';
import type { Message } from '../../src/model/message.ts';
import { now, rivalLine } from './lines.ts';

const hour = 3_600_000;
const night = { name: 'quiet hours', value: '21:00–08:00' };

/** What is said of a text that went at 22:14 in Tokyo, on the shop's clock in London. */
const says = (basis: Basis | undefined, more: Partial<Message> = {}, shopZone = 'Europe/London') =>
  (['en', 'ja'] as const).map((language) => {
    const message: Message = { ...rivalLine, at: now, due: now, channel: 'sms', ...more, ...(basis && { basis }) };
    const around = surroundingsOf({ messages: [message] }, { say: speakerOf(language, shopZone) });
    return tellEntry({ kind: 'sent', at: now, message }, around).sentences.slice(1);
  });

const begun: Basis = { version: '0123abcd', event: { on: 'cart.updated', at: now - 4 * hour } };
const preferred = ['This is the channel that its step prefers.', 'このステップで優先するチャネルです。'] as const;

describe('a message that went', () => {
  it.each<[from: NonNullable<Basis['zoneFrom']>, english: string, japanese: string]>([
    ['phone', 'taken from the phone number’s region', '電話番号の地域から判断'],
    ['told', 'the customer’s own time zone', 'お客様のタイムゾーン'],
    ['country', 'taken from the customer’s country', 'お客様の国から判断'],
    ['shop', 'the shop’s own, because nothing shows where the customer is', 'お客様の所在地が不明なため店舗の時刻'],
  ])(
    'says what began it, and the hour on the customer’s clock with where that is from: %s',
    (zoneFrom, english, japanese) => {
      expect(says({ ...begun, zone: 'America/New_York', zoneFrom, setting: night })).toEqual([
        [
          'The journey began on Tue 10 Mar 2026, 09:14: the cart was changed.',
          `The customer had agreed to advertising, and it was 09:14 on their clock (New York time, ${english}): outside the quiet hours from 21:00 to 08:00.`,
          preferred[0],
        ],
        [
          '2026年3月10日（火）09:14にカートの内容が変わったため、ジャーニーが始まりました。',
          `販促のご案内に同意をいただいており、お客様の現地時刻の09:14（ニューヨーク時間、${japanese}）は、販促のご案内を控える時間帯（21:00から08:00まで）の外でした。`,
          preferred[1],
        ],
      ]);
    },
  );

  it.each<[what: string, setting: NonNullable<Basis['setting']>, english: string, japanese: string]>([
    [
      'a law',
      { name: 'law of US-FL', value: '08:00–20:00' },
      'the law of Florida (08:00–20:00) allows messages then',
      'フロリダ州の法律（08:00–20:00）でお送りできる時間でした',
    ],
    [
      'the shop’s hours',
      { name: 'hours.sms', value: '09:00–23:00' },
      'the sending hours of the shop (09:00–23:00) allow messages then',
      '店舗の配信時間（09:00–23:00）でお送りできる時間でした',
    ],
    [
      'the shop’s days',
      { name: 'hours.not on', value: 'Sunday' },
      'no day on which the shop sends nothing (Sunday)',
      '店舗が販促のご案内をお送りしない日（日曜日）に当たりませんでした',
    ],
  ])('names the hours that allowed it: %s', (_what, setting, english, japanese) => {
    const [inEnglish, inJapanese] = says({ ...begun, zone: 'Asia/Tokyo', zoneFrom: 'told', setting });
    expect(inEnglish?.[1]).toContain(`22:14 on their clock (Tokyo time, the customer’s own time zone): ${english}.`);
    expect(inJapanese?.[1]).toContain(`お客様の現地時刻の22:14（東京時間、お客様のタイムゾーン）は、${japanese}。`);
  });

  it('says of a transactional one, which goes at any hour and by no agreement, what began it', () => {
    expect(says({ ...begun, event: { on: 'order.placed', at: now } }, { purpose: 'transactional' })).toEqual([
      ['The journey began on Tue 10 Mar 2026, 13:14: an order was placed.', preferred[0]],
      ['2026年3月10日（火）13:14にご注文があったため、ジャーニーが始まりました。', preferred[1]],
    ]);
  });

  it('says when its journey began where no event did that', () => {
    const [english, japanese] = says({ version: '0123abcd', since: now });
    expect(english?.[0]).toBe('The journey began on Tue 10 Mar 2026, 13:14.');
    expect(japanese?.[0]).toBe('2026年3月10日（火）13:14にジャーニーが始まりました。');
  });

  it('says why it went by another channel instead, where it did', () => {
    const [english] = says(begun, { chosen: 'urgent' });
    expect(english?.slice(1)).toEqual(['The message is urgent, and this is the fastest channel.']);
  });

  it('says nothing more of a line from before all that was recorded', () => {
    expect(says(undefined)).toEqual([[], []]);
  });
});
