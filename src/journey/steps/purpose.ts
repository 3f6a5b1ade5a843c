import type { NextMessage } from '../../model/delay.ts';

/** The purpose and the priority of a message: its own, or its journey's. */
export function purposeAndPriority({ purpose, priority }: Partial<NextMessage>, journey: NextMessage): NextMessage {
  return { purpose: purpose ?? journey.purpose, priority: priority ?? journey.priority };
}
