import type { LetterSearch } from '../../src/model/dead-letters.ts';
import type { Stage } from '../stage/stage.ts';
import { askManageData } from './ask-data.ts';

/** What all passes over a queue of dead letters came to. */
export interface LettersErased extends Pick<LetterSearch, 'queue' | 'removed' | 'until'> {
  readonly read: number;
  /** About as many letters as are still there, unread ones included. */
  readonly left: number;
  readonly unread: number;
}

/**
 * Has one queue of dead letters looked through for letters about erased customers. A large one takes several calls, each of
 * which goes on where the last one stopped. It ends when as many were read as there were.
 * @param onPass hears of each call after which there are more
 */
export async function eraseLetters(
  stage: Stage,
  { customer, queue }: { readonly customer: string; readonly queue: string },
  onPass: (read: number, found: number) => void,
): Promise<LettersErased> {
  const passes: LetterSearch[] = [];
  const sum = (count: 'read' | 'removed') => passes.reduce((total, pass) => total + pass[count], 0);
  for (;;) {
    const pass = await askManageData(stage, { do: 'letters', customer, queue });
    passes.push(pass);
    const [read, found] = [sum('read'), passes[0]?.found ?? 0];
    const goesOn = pass.more && pass.read > 0 && read < found;
    if (goesOn) onPass(read, found);
    else return resultOf(queue, passes, { read, removed: sum('removed'), found });
  }
}

function resultOf(
  queue: string,
  passes: readonly LetterSearch[],
  { read, removed, found }: { readonly read: number; readonly removed: number; readonly found: number },
): LettersErased {
  const until = passes
    .flatMap((pass) => pass.until ?? [])
    .toSorted()
    .at(-1);
  return { queue, read, removed, unread: Math.max(found - read, 0), left: Math.max(read, found) - removed, until };
}
