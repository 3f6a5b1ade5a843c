import type { PageSource } from '../../aws/runtime.ts';
import type { JourneySteps } from '../timeline/step-order.ts';

/** The data of the pages, with the store's IANA zone and the steps of the journeys. */
export type PageData = PageSource & JourneySteps & { readonly storeZone: string };
