import { describe, expect, it } from 'vitest';
import { explainLine } from '../../src/explain/explain-line.ts';
import { speakerOf } from '../../src/explain/speaker.ts';
import { channelSentences, surroundingsOf } from '../../src/explain/story.ts';
import { channelReasons } from '../../src/model/channel-traits.ts';
import type { Message } from '../../src/model/message.ts';
import { lineFor, now } from './lines.ts';

const hour = 3_600_000;
const says = (line: Partial<Message>) =>
  (['en', 'ja'] as const).map((language) => channelSentences(line, speakerOf(language, 'Asia/Tokyo')).join(' '));

describe('a message that was sent', () => {
  it.each(channelReasons)('says in both languages why it went by another channel: %s', (chosen) => {
    const [english = '', japanese = ''] = says({ chosen });
    expect(english).toMatch(/^[A-Z].*\.$/);
    expect(japanese).toMatch(/^[^a-z]+。$/);
  });

  const first = { channel: 'email', at: now } as const;
  const texted = { channel: 'sms', at: now + 2 * hour } as const;

  it.each<[what: string, line: Partial<Message>, english: string, japanese: string]>([
    ['nothing of the channel that its step prefers', {}, '', ''],
    [
      'when it is sent again unless it arrives',
      { fallBackAt: now + 2 * hour },
      'If no delivery is reported by Wed 11 Mar 2026, 00:14, it is sent again by another channel.',
      '2026年3月11日（水）00:14までに配信済みの報告がない場合は、別のチャネルで送り直します。',
    ],
    [
      'which channel its step prefers, and why that could not be used',
      { chosen: 'reach', passed: { channel: 'email', reason: 'suppressed' } },
      'The step prefers e-mail, which could not be used: address bounced or complained before.',
      'ステップで優先するメールが使えなかったためです（不達・迷惑報告のあった宛先）。',
    ],
    [
      'that the shop had paused the channel that its step prefers',
      { chosen: 'reach', passed: { channel: 'email', reason: 'paused' } },
      'The step prefers e-mail, which could not be used: paused by the shop.',
      'ステップで優先するメールが使えなかったためです（店舗が一時停止中）。',
    ],
    ['nothing of a second attempt once it has arrived', { fallBackAt: now, feedback: { delivered: now } }, '', ''],
    [
      'what it came after',
      { chosen: 'reach', insteadOf: { ...first, because: 'failed' } },
      'It was sent again because the attempt by e-mail of Tue 10 Mar 2026, 22:14 failed.',
      '2026年3月10日（火）22:14にメールで送りましたが、届かなかったため送り直しました。',
    ],
    [
      'that nobody reported the one before as delivered',
      { insteadOf: { ...first, because: 'not-delivered' } },
      'It was sent again because the attempt by e-mail of Tue 10 Mar 2026, 22:14 was not reported as delivered in time.',
      '2026年3月10日（火）22:14にメールで送りましたが、時間内に配信済みにならなかったため送り直しました。',
    ],
    [
      'by what it was sent again, and that it arrived too late itself',
      { fallBackAt: now + 2 * hour, replaced: texted, feedback: { delivered: now + 3 * hour } },
      'It was sent again by SMS on Wed 11 Mar 2026, 00:14; only that attempt counts. This one was reported as delivered after all, too late.',
      '2026年3月11日（水）00:14にSMSで送り直しました（数えるのは送り直した分だけです）。その後、こちらも遅れて配信済みと報告されました。',
    ],
  ])('says %s', (_what, line, english, japanese) => {
    expect(says(line)).toEqual([english, japanese]);
  });
});

it('a second attempt that did not go says what had become of the first', () => {
  const line: Message = {
    ...lineFor('no-consent'),
    insteadOf: { channel: 'email', at: now, because: 'not-delivered' },
  };
  const before = (['en', 'ja'] as const).map((language) => {
    const around = { say: speakerOf(language, 'Asia/Tokyo'), line: () => undefined, linesOf: () => [] };
    return explainLine(line, around).before;
  });
  expect(before).toEqual([
    ['This was the second attempt: no delivery of the one by e-mail of Tue 10 Mar 2026, 22:14 was reported in time.'],
    ['2026年3月10日（火）22:14のメールでの送信が時間内に配信済みにならなかったための再送分です。'],
  ]);
});

it('a line that other settings decided says so, and by when they had changed', () => {
  const old: Message = { ...lineFor('no-consent'), basis: { version: 'aaaaaaaa' } };
  const newer: Message = { ...old, key: 'later', at: now + hour, basis: { version: 'bbbbbbbb' } };
  const changed = (version: string, language: 'en' | 'ja', messages = [old, newer]) => {
    const say = speakerOf(language, 'Asia/Tokyo');
    return explainLine(old, surroundingsOf({ messages }, { say, version: () => version })).changed;
  };
  expect([changed('bbbbbbbb', 'en'), changed('bbbbbbbb', 'ja')]).toEqual([
    'The settings of the shop or of this journey have changed since then, on Tue 10 Mar 2026, 23:14 at the latest.',
    'その後、ショップまたはこのジャーニーの設定が変更されています（遅くとも2026年3月10日（火）23:14）。',
  ]);
  expect(changed('aaaaaaaa', 'en')).toBeUndefined();
  expect(changed('bbbbbbbb', 'en', [old])).not.toContain('latest');
});
