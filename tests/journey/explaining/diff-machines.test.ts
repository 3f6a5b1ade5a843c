import { describe, expect, test } from 'vitest';
import type { Language } from '../../../src/commerce/words.ts';
import { compileJourney } from '../../../src/journey/compiling/compile.ts';
import { diffMachines } from '../../../src/journey/explaining/diff-machines.ts';
import { parseJourney } from '../../../src/journey/parsing/parse.ts';
import { head, messages, context as plain } from '../journeys.ts';

const text = `${head}steps:
  - wait: 4 hours
  - send: reminder
  - wait: 1 day, at 10:00
  - send: nudge
  - await: shipment.delivered
    within: 30 days
  - wait: until Friday, at 10:00
  - send: last-call
  - split:
      - { weight: 90, steps: [{ wait: 2 hours }, { send: reminder }] }
      - { weight: 10, hold-out: true, steps: [{ send: reminder }] }
`;

const machine = (yaml: string) => JSON.parse(JSON.stringify(compileJourney(parseJourney(yaml, plain), messages)));

function changes(from: string | RegExp, to: string, language: Language = 'en'): string[] {
  expect(text).toMatch(from);
  return diffMachines(machine(text), machine(text.replace(from, to)), language);
}

describe('a comparison of a deployed state machine with the compiled one', () => {
  test('finds nothing when a run would notice nothing', () => {
    expect(changes('  - wait: 4 hours', '  # Not earlier.\n  - wait:   "4 hours"')).toEqual([]);
    expect(changes('ends: { when: [order.placed] }', 'ends: { when: [cart.emptied] }')).toEqual([]);
  });

  test.each([
    ['wait: 4 hours', 'wait: 90 minutes', ['Send reminder, the wait before it: 4 hours → 90 minutes']],
    ['1 day, at 10:00', '2 days, at 09:00', ['Send reminder, the wait after it: 1 day, at 10:00 → 2 days, at 09:00']],
    [
      'until Friday, at 10:00',
      'until 2 days before order.placedAt',
      [
        'Send nudge, awaiting shipment.delivered, the wait after it: until Friday, at 10:00 → until 2 days before order.placedAt',
      ],
    ],
    [
      'within: 30 days',
      'within: 36 hours',
      [
        'Send nudge, awaiting shipment.delivered, at most: 30 days → 36 hours',
        'Leave: no shipment.delivered, reason: no shipment.delivered within 30 days → no shipment.delivered within 36 hours',
      ],
    ],
    [
      'send: nudge',
      'send: nudge\n    channels: [sms, email]',
      ['Send nudge, awaiting shipment.delivered, channels: email, sms → sms, email'],
    ],
    [
      '  - wait: 1 day, at 10:00\n  - send: nudge\n  - await: shipment.delivered\n    within: 30 days\n',
      '',
      [
        'Send reminder, the wait after it: 1 day, at 10:00 → until Friday, at 10:00',
        'removed: Wait before nudge',
        'removed: Send nudge, awaiting shipment.delivered',
        'removed: Leave: no shipment.delivered',
      ],
    ],
    [
      '  - wait: 4 hours\n',
      '  - send: offer\n    coupon: { percent: 10, for: 3 days }\n  - wait: 4 hours\n',
      [
        'added: Send offer',
        'Wait before reminder, goes on with: Send reminder (2) → Send reminder',
        'Send reminder, the wait before it: 4 hours → not said',
        'added: Wait before reminder (2)',
      ],
    ],
    [
      '  - send: nudge\n',
      '  - do: { tag: loyal }\n',
      expect.arrayContaining(['removed: Send nudge, awaiting shipment.delivered', 'added: Await shipment.delivered']),
    ],
    ['weight: 90', 'weight: 80', ['Choose: reminder or hold-out, split: 90, 10 → 80, 10']],
    ['wait: 2 hours', 'wait: 3 hours', ['Choose: reminder or hold-out, the wait in arm 1: 2 hours → 3 hours']],
    [
      'purpose: marketing',
      'purpose: marketing\npriority: 80',
      expect.arrayContaining(['Send nudge, awaiting shipment.delivered, priority: 50 → 80']),
    ],
    [
      'Reminds a shopper of what is still in the cart.',
      'Reminds.',
      ['about: Reminds a shopper of what is still in the cart. → Reminds.'],
    ],
  ])('says what %j becoming %j means', (from, to, sentences) => {
    expect(changes(from, to)).toEqual(sentences);
  });

  test.each([
    ['wait: 4 hours', 'wait: 90 minutes', ['「Send reminder」の前の待ち時間：4時間 → 90分']],
    ['wait: 4 hours', 'wait: 2 days, at 10:00', ['「Send reminder」の前の待ち時間：4時間 → 2日後の10:00']],
    ['wait: 4 hours', 'wait: until Friday, at 10:00', ['「Send reminder」の前の待ち時間：4時間 → 次の金曜日の10:00']],
    ['1 day, at 10:00', '2 days, at 09:00', ['「Send reminder」の後の待ち時間：翌日の10:00 → 2日後の09:00']],
    [
      'until Friday, at 10:00',
      'until 2 days before order.placedAt, at 10:00',
      [
        '「Send nudge, awaiting shipment.delivered」の後の待ち時間：次の金曜日の10:00 → order.placedAt の2日前の10:00まで',
      ],
    ],
    ['wait: 2 hours', 'wait: 3 hours', ['「Choose: reminder or hold-out」の1番目の分岐の待ち時間：2時間 → 3時間']],
    ['  - wait: 4 hours\n', '', expect.arrayContaining(['「Send reminder」の前の待ち時間：4時間 → 指定なし'])],
  ])('says in Japanese what %j becoming %j means', (from, to, sentences) => {
    expect(changes(from, to, 'ja')).toEqual(sentences);
  });

  test('says when steps have changed their places', () => {
    const [before, after] = ['- send: reminder\n  - send: nudge', '- send: nudge\n  - send: reminder'].map((steps) =>
      machine(`${head}steps:\n  ${steps}\n  - send: last-call\n`),
    );
    expect(diffMachines(before, after, 'en')).toEqual([
      'begins with: Send reminder → Send nudge',
      'Send nudge, goes on with: Send last-call → Send reminder',
      'Send reminder, goes on with: Send nudge → Send last-call',
    ]);
  });
});
