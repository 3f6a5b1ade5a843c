import type { PageSource } from '../../aws/runtime.ts';

/** The data of the pages, with the store's IANA zone. */
export type PageData = Omit<PageSource, 'stack'> & { readonly storeZone: string };
