import type { Message } from '../contracts/message.ts';
import type { Run } from '../contracts/run.ts';
import type { Tree } from '../policy/filter.ts';
import { asksFor } from '../policy/view.ts';
import type { Messages } from './messages.ts';

/** The lines that the ledger has of a run, if the condition asks about messages: only then is the ledger read. */
export async function linesAskedFor(
  condition: Tree | undefined,
  run: Pick<Run, 'id' | 'input'>,
  messages: Messages,
): Promise<readonly Message[] | undefined> {
  if (condition === undefined || !asksFor(condition, 'messages')) return undefined;
  return messages.ofRun(run);
}
