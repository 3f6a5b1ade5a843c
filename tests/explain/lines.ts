import type { Reason } from '../../src/explain/reason-words.ts';
import type { Basis } from '../../src/model/basis.ts';
import type { Message } from '../../src/model/message.ts';
import { holdReasons } from '../../src/model/outcome.ts';

export const now = Date.parse('2026-03-10T13:14:00Z'); // 22:14 in Tokyo

/** A line of the ledger for a reason. */
export function lineFor(reason: Reason, { basis, detail }: { basis?: Basis; detail?: string } = {}): Message {
  const isHeld = holdReasons.some((one) => one === reason);
  return {
    key: `${ownRun}_reminder`,
    customer: 'c',
    run: ownRun,
    journey: 'abandoned-cart',
    step: 'reminder',
    message: 'reminder',
    purpose: 'marketing',
    outcome: isHeld ? 'held' : reason === 'no-answer' ? 'unknown' : 'skipped',
    reason,
    due: now,
    at: now,
    channel: 'email',
    ...(isHeld && { until: now + 10 * 3_600_000 }),
    ...(basis && { basis }),
    ...(detail !== undefined && { detail }),
  };
}

export const ownRun = 'abandoned-cart-0123456789abcdef0123-m1';
export const rivalRun = 'welcome-abcdef0123456789abcd-m0';

/** The line of the message that has the room. */
export const rivalLine: Message = {
  ...lineFor('busy'),
  key: `${rivalRun}_hello`,
  run: rivalRun,
  journey: 'welcome',
  step: 'hello',
  message: 'hello',
  outcome: 'sent',
  at: now - 3_600_000,
  due: now - 3_600_000,
};
