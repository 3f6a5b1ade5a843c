import { describe, expect, it } from 'vitest';
import { explainLine, shortReason } from '../../src/explain/explain-line.ts';
import { speakerOf } from '../../src/explain/speaker.ts';
import type { Message } from '../../src/model/message.ts';
import { holdReasons, skipReasons, unknownReasons } from '../../src/model/outcome.ts';
import { cases } from './cases.ts';
import { lineFor, now, rivalLine, rivalRun } from './lines.ts';

const all = [...holdReasons, ...skipReasons, ...unknownReasons];

function explain(line: Message, language: 'en' | 'ja', rival: Message | undefined = rivalLine) {
  return explainLine(line, {
    say: speakerOf(language, 'Asia/Tokyo'),
    line: (key) => (key === rival?.key ? rival : undefined),
    linesOf: (run) => (rival && run === rivalRun ? [rival] : []),
  });
}

describe('the reason for a silence', () => {
  it('has a sentence in this table, whichever it is', () => {
    expect(all.filter((reason) => !cases.some(([one]) => one === reason))).toEqual([]);
  });

  it.each(cases)('%s by %j reads well in English and Japanese', (reason, extra, english, japanese) => {
    const line = lineFor(reason, extra);
    expect(explain(line, 'en').why).toBe(english);
    expect(explain(line, 'ja').why).toBe(japanese);
  });

  it('names the ceiling that was too low once, where it can be raised', () => {
    const setting = { name: 'channels.sms.at most', value: '0.05 USD' };
    const line = lineFor('too-expensive', { basis: { channels: { sms: 'too-expensive' }, setting } });
    const changes = (['en', 'ja'] as const).map((language) => explain(line, language).change);
    expect(changes).toEqual([
      'A higher “channels.sms.at most” in store.yaml would let it go.',
      'store.yaml の「channels.sms.at most」を上げると送れます。',
    ]);
  });

  it('tells how texts to a number come back after a STOP, whichever way the message would have gone', () => {
    const changes = (reason: 'stopped' | 'no-address', basis: Message['basis']) =>
      (['en', 'ja'] as const).map((language) => explain(lineFor(reason, { basis: basis ?? {} }), language).change);
    for (const told of [
      changes('stopped', { word: { source: 'answered STOP', at: now } }),
      changes('no-address', { channels: { email: 'no-address', sms: 'stopped' } }),
    ]) {
      expect(told[0]).toMatch(/START to the number of the shop\.$/);
      expect(told[1]).toMatch(/START または「再開」と送信されたときだけです。$/);
    }
    expect(changes('no-address', { channels: { email: 'no-address' } }).join()).not.toContain('START');
  });

  it.each(all)('%s has words for lists in both languages', (reason) => {
    expect(shortReason(reason, 'en')).toMatch(/^[a-z].*[^.]$/);
    expect(shortReason(reason, 'ja')).toMatch(/[^。]$/);
  });

  it.each(holdReasons)('%s says when the message is tried again', (reason) => {
    expect(explain(lineFor(reason), 'en').again).toBe('It is tried again on Wed 11 Mar 2026, 08:14.');
    expect(explain(lineFor(reason), 'ja').again).toBe('次は2026年3月11日（水）08:14に改めて判断します。');
  });

  it('names what became of the message in the way', () => {
    const [, { basis = {} }] = cases.find(([one]) => one === 'higher-priority') ?? ['busy', {}];
    const line = lineFor('higher-priority', { basis });
    const why = (outcome: Message['outcome']) => explain(line, 'en', { ...rivalLine, outcome }).why;
    expect(why('skipped')).toContain(
      '“hello” (Welcome), not sent in the end either, as decided on Tue 10 Mar 2026, 21:14',
    );
    expect(why('held')).toContain('“hello” (Welcome), itself held since');
    expect(explain(line, 'en', { ...rivalLine, key: '', due: 0 }).why).toContain('a message of Welcome, due on');
  });

  it('names every other limit that has to leave room, and promises nothing of one alone', () => {
    const setting = { name: 'caps.marketing per day', value: 1 };
    const changes = (basis: Message['basis']) =>
      (['en', 'ja'] as const).map((language) => explain(lineFor('daily-cap', { basis: basis ?? {} }), language).change);
    expect(changes({ setting, also: [{ name: 'gaps.email', value: '16 hours' }] })).toEqual([
      'A higher “marketing per day” under “caps” in store.yaml would leave room for it, once there is room under these as well: “gaps.email” (16 hours).',
      'store.yaml の caps にある marketing per day（1日の上限）を増やすと、枠が空きます（gaps.email（16時間）にも空きが必要です）。',
    ]);
    expect(changes({ setting })[0]).toBe(
      'A higher “marketing per day” under “caps” in store.yaml would leave room for it.',
    );
    const closed = {
      setting: { name: 'hours.email', value: '10:00–19:00' },
      also: [{ name: 'hours.not on', value: 'Sunday' }],
    };
    expect(explain(lineFor('quiet-hours', { basis: closed }), 'en').change).toBe(
      'Longer “hours” in store.yaml would let it go earlier, but not on that day.',
    );
  });

  it('names no message of another customer at the same address, where all of the customer’s own are known', () => {
    const setting = { name: 'caps.marketing per day', value: 1 };
    const line = lineFor('daily-cap', { basis: { setting, rivals: [{ run: rivalRun, step: 'hello', at: now }] } });
    const whys = (knowsAll: boolean, run: object | undefined) =>
      (['en', 'ja'] as const).map((language) => {
        const say = speakerOf(language, 'Asia/Tokyo');
        const none = { line: () => undefined, linesOf: () => [], run: () => run };
        return explainLine(line, { say, knowsAll, ...none }).why;
      });
    expect(whys(true, undefined)).toEqual([
      'One person gets at most 1 advertising message a day. A message to another customer who has the same address, of Tue 10 Mar 2026, 22:14, had that place.',
      '販促のご案内は、お一人につき1日1通までです。この日の枠は同じ宛先を使う別のお客様へのメッセージ（2026年3月10日（火）22:14）で使われていました。',
    ]);
    const own = '“hello” (Welcome), of Tue 10 Mar 2026, 22:14, had that place.';
    expect(whys(false, undefined)[0]).toContain(own);
    expect(whys(true, {})[0]).toContain(own);
  });

  it('says of a message that went at last why it had been held', () => {
    const holds = [
      {
        reason: 'quiet-hours',
        at: now,
        until: now + 1,
        basis: { setting: { name: 'quiet hours', value: '21:00–08:00' } },
      },
      { reason: 'busy', at: now + 1 },
    ] as const;
    const line = { ...lineFor('busy'), outcome: 'sent', reason: undefined, holds } as const;
    const [night = '', line2 = ''] = explain(line, 'en').before;
    expect(night).toMatch(
      /^Held on Tue 10 Mar 2026, 22:14, until Tue 10 Mar 2026, 22:14: It was 22:14 .* from 21:00 to 08:00\.$/,
    );
    expect(line2).toBe(
      'Held on Tue 10 Mar 2026, 22:14: Many messages were due at once, and this one waits for its turn.',
    );
    expect(explain(line, 'ja').before[0]).toMatch(
      /^2026年3月10日（火）22:14に保留（.*まで）：お客様の現地時刻では22:14で/,
    );
  });

  it('stays readable for a reason of a later version', () => {
    const line = { ...lineFor('busy'), reason: 'moon-phase' } as unknown as Message; // as a later version writes it
    expect(explain(line, 'en').why).toBe('The reason is “moon-phase”, which this version does not know.');
    expect(explain({ ...line, reason: undefined } as Message, 'ja').why).toBe('理由は記録されていません。');
  });
});
