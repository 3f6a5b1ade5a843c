import type { PageSource } from '../../aws/runtime.ts';
import type { Arrivals } from '../arrivals/arrivals.ts';
import type { JourneySteps } from '../timeline/step-order.ts';

/** The data of the pages, with the store's IANA zone, the steps of the journeys, and what arrived through connectors. */
export type PageData = PageSource & JourneySteps & { readonly storeZone: string; readonly arrivals: Arrivals };
