import type { Message } from '../model/message.ts';
import type { Run } from '../model/run.ts';
import type { Tree } from '../policy/condition/filter.ts';
import { asksFor } from '../policy/condition/view.ts';
import type { Messages } from '../stores/messages.ts';

/** The lines that the ledger has of a run, if the condition asks about messages: only then is the ledger read. */
export async function messagesForCondition(
  condition: Tree | undefined,
  run: Pick<Run, 'id' | 'input'>,
  messages: Messages,
): Promise<readonly Message[] | undefined> {
  if (condition === undefined || !asksFor(condition, 'messages')) return undefined;
  return messages.ofRun(run);
}
