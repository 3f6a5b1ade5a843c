import type { Intended } from '../../../src/explain/explain-line.ts';
import type { StepOrder } from '../../../src/explain/timeline.ts';
import type { PageSource } from '../../aws/runtime.ts';

/** The data of the pages, with the store's IANA zone, and the order of the steps and the messages of each journey. */
export type PageData = PageSource & {
  readonly storeZone: string;
  readonly steps: StepOrder;
  readonly intended: Intended;
};
