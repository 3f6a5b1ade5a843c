import { visible } from '../../../src/commerce/values/visible.ts';
import type { LogLine } from '../../aws/lambda/logs.ts';
import { refusalInLog, unmatchedInLog } from './log-lines.ts';

/** Tells on the terminal which events are refused, once it has been asked to: while a play runs, its summary does. */
export class RefusalTeller {
  readonly #tell: (text: string) => void;
  #begun = false;

  /** @param tell writes a line */
  constructor(tell: (text: string) => void) {
    this.#tell = (text) => tell(visible(text));
  }

  begin(): void {
    this.#begun = true;
  }

  hear(line: LogLine): void {
    if (!this.#begun) return;
    const refused = refusalInLog(line);
    if (refused !== undefined) this.#tell(`Refused: ${refused}`);
    const unmatched = unmatchedInLog(line);
    if (unmatched)
      this.#tell(`Refused: no rule matches the source ${unmatched.source} with the type ${unmatched.type}`);
  }
}
