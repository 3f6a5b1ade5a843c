import { expect, it } from 'vitest';
import { variantTable } from '../../../local/demo/summary/variants.ts';
import type { Message } from '../../../src/model/message.ts';

const line = (key: string, more: Partial<Message>): Message => ({
  key,
  customer: 'c',
  run: 'r',
  journey: 'welcome',
  step: 'hello',
  purpose: 'marketing',
  outcome: 'sent',
  due: 0,
  at: 0,
  ...more,
});

it('compares the variants of a step by what was sent, opened and clicked', () => {
  const messages = [
    line('1', { message: 'short', tracksOpens: true, feedback: { opened: 1, clicked: 2 } }),
    line('2', { message: 'short', tracksOpens: true, feedback: { opened: 1 } }),
    line('3', { message: 'long', outcome: 'skipped', reason: 'no-consent' }),
    line('4', { message: 'long', tracksOpens: true }),
    line('5', { message: 'bye', step: 'bye' }),
  ];
  expect(variantTable({ messages })).toBe(
    [
      'step             message  intended  sent  opened  clicked',
      '───────────────  ───────  ────────  ────  ──────  ───────',
      'welcome · hello  long            2     1       0        0',
      'welcome · hello  short           2     2       2        1',
    ].join('\n'),
  );
});

it('tells a variant that nobody opened from one whose opening nobody learns of', () => {
  const messages = [
    line('1', { message: 'short', feedback: { clicked: 2 } }),
    line('2', { message: 'long', tracksOpens: true }),
  ];
  expect(variantTable({ messages })).toBe(
    [
      'step             message  intended  sent       opened  clicked',
      '───────────────  ───────  ────────  ────  ───────────  ───────',
      'welcome · hello  long            1     1            0        0',
      'welcome · hello  short           1     1  not tracked        1',
    ].join('\n'),
  );
});

it('says nothing when no step has variants', () => {
  expect(variantTable({ messages: [line('1', { message: 'bye' }), line('2', {})] })).toBeUndefined();
});
