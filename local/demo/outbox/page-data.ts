import type { PageSource } from '../../aws/runtime.ts';
import type { StepOrder } from '../timeline/step-order.ts';

/** The data of the pages, with the store's IANA zone and the order of the steps of each journey. */
export type PageData = PageSource & { readonly storeZone: string; readonly steps: StepOrder };
