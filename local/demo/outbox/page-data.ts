import type { Intended } from '../../../src/explain/explain-line.ts';
import type { StepOrder } from '../../../src/explain/timeline.ts';
import type { PageSource } from '../../aws/runtime.ts';
import type { Arrivals } from '../arrivals/arrivals.ts';

/** The data of the pages, with the store's IANA zone, the order of the steps and the messages of each journey, and what arrived
 * through connectors. */
export type PageData = PageSource & {
  readonly storeZone: string;
  readonly steps: StepOrder;
  readonly intended: Intended;
  readonly arrivals: Arrivals;
};
