import type { TimeStyle } from './cells/time.ts';
import type { FileDefaults, FileFormat, StatusMeaning } from './format.ts';

/** What the rows of a file are read with. */
export interface FileContext {
  readonly format: FileFormat;
  /** The shop of store.yaml. */
  readonly shop: string;
  /** The present, epoch milliseconds: nothing can have happened later. */
  readonly now: number;
  /** When the file was exported, ISO 8601: the time of what it tells without one. */
  readonly exportedAt: string;
  /** When the customers agreed whose agreement has no date in the file, as the user says, ISO 8601. */
  readonly consentDate?: string;
  readonly times: TimeStyle;
  readonly defaults: FileDefaults;
  /** What the user says that words of the status column mean, by the word in lower case. */
  readonly statuses: ReadonlyMap<string, StatusMeaning>;
}
