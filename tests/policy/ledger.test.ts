import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Failure, FeedbackKind, Message } from '../../src/model/message.ts';
import { foldFeedback, mergeMessages } from '../../src/policy/delivery/ledger.ts';

/** A record or a report of the one message, as the ledger takes it. */
type Word = (line: Message | undefined) => Message;

const message = {
  key: 'run_step',
  customer: 'c',
  run: 'run',
  journey: 'j',
  step: 'step',
  purpose: 'marketing',
} as const;
const unknown = (at: number): Message => ({ ...message, channel: 'sms', due: at, at, outcome: 'unknown' });
const basis = { version: '0123abcd', zone: 'Asia/Tokyo', zoneFrom: 'phone' } as const;
const sent: Message = { ...message, channel: 'sms', due: 10, at: 20, outcome: 'sent', providerId: 'sms-1', basis };

const record =
  (told: Message): Word =>
  (line) =>
    line ? mergeMessages(line, told) : told;

const report =
  (kind: FeedbackKind, at: number, failure?: Failure): Word =>
  (line) =>
    foldFeedback(line ?? unknown(at), kind, at, failure);

const blocked = report('failed', 30, { reason: 'failed', detail: 'TEXT_CARRIER_BLOCKED' });
const virus = report('failed', 40, { reason: 'rejected', detail: 'Reject' });

function lineOf(words: readonly Word[]): Message {
  let line: Message | undefined;
  for (const word of words) line = word(line);
  return line ?? expect.fail('nothing was told');
}

describe('a line of the ledger', () => {
  it('is not sent when the carrier could not deliver the text, whichever is heard of first', () => {
    const line = { ...sent, outcome: 'skipped', reason: 'failed', detail: 'TEXT_CARRIER_BLOCKED' };
    expect(lineOf([record(sent), blocked])).toEqual({ ...line, feedback: { failed: 30 } });
    expect(lineOf([blocked, record(sent)])).toEqual({ ...line, feedback: { failed: 30 } });
  });

  it('keeps what the message that went was decided by, whatever is reported of it and whichever comes first', () => {
    const opened = report('opened', 60);
    for (const words of [
      [record(sent), opened],
      [opened, record(sent)],
      [record(sent), blocked],
      [blocked, record(sent)],
    ]) {
      expect(lineOf(words).basis).toEqual(basis);
    }
    const perhaps: Message = { ...unknown(20), basis };
    for (const words of [
      [record(perhaps), opened],
      [opened, record(perhaps)],
    ]) {
      expect(lineOf(words)).toMatchObject({ outcome: 'sent', basis });
    }
  });

  it.each<[what: string, line: Partial<Message>]>([
    ['held', { outcome: 'held', reason: 'quiet-hours', until: 30 }],
    ['skipped', { outcome: 'skipped', reason: 'stale' }],
    ['closed', { outcome: 'skipped', reason: 'suppressed' }],
  ])('says nothing of what it went by where all that is known is why it was %s', (_what, other) => {
    const line: Message = { ...unknown(20), ...other, basis: { setting: { name: 'stale after', value: 60 } } };
    expect(lineOf([record(line), report('delivered', 60)])).not.toHaveProperty('basis');
    expect(lineOf([record(line), record(sent)]).basis).toEqual(basis);
    expect(lineOf([record(sent), record(line)]).basis).toEqual(basis);
  });

  it('keeps SES’s name of the refusal, also for a message whose send was never recorded', () => {
    expect(lineOf([virus])).toMatchObject({ outcome: 'skipped', reason: 'rejected', detail: 'Reject', at: 40 });
    const { reason: _none, ...claimed } = unknown(10);
    expect(lineOf([record({ ...claimed, reason: 'no-answer' }), virus])).toMatchObject({ reason: 'rejected', at: 40 });
  });

  it('is sent when one attempt failed and another arrived', () => {
    for (const words of [
      [blocked, report('delivered', 50)],
      [report('delivered', 50), blocked],
    ]) {
      const line = lineOf([record(sent), ...words]);
      expect(line).toEqual({ ...sent, feedback: { delivered: 50, failed: 30 } });
    }
  });

  it('keeps the failure that was reported first', () => {
    expect(lineOf([record(sent), virus, blocked])).toMatchObject({ reason: 'failed', detail: 'TEXT_CARRIER_BLOCKED' });
  });

  it('says under which claim nothing was taken as long as it is held, whatever it is held for next', () => {
    const { channel: _none, ...intended } = unknown(10);
    const refused: Message = { ...intended, outcome: 'held', reason: 'busy', until: 15, untaken: 10 };
    const atNight: Message = { ...intended, at: 15, outcome: 'held', reason: 'quiet-hours', until: 20 };
    expect(lineOf([record(refused), record(atNight)])).toMatchObject({ reason: 'quiet-hours', untaken: 10 });
    for (const words of [[record(sent)], [report('delivered', 30)], [record(atNight), record(sent)]]) {
      expect(lineOf([record(refused), ...words])).not.toHaveProperty('untaken');
    }
  });

  it('is the same whatever the order of the records and reports, and however often they come', () => {
    const words = [record(sent), blocked, virus, report('opened', 60), report('delivered', 50), report('bounced', 55)];
    const chosen = fc.subarray(words, { minLength: 1 });
    const twice = chosen.chain((some) =>
      fc.tuple(fc.constant(some), fc.shuffledSubarray([...some, ...some], { minLength: some.length * 2 })),
    );
    fc.assert(
      fc.property(twice, ([once, again]) => {
        expect(lineOf(again)).toEqual(lineOf(once));
      }),
    );
  });
});
