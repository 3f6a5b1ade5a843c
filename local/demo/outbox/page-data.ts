import type { PageSource } from '../../aws/runtime.ts';

/** What the pages show, with the store's IANA zone. */
export type PageData = Omit<PageSource, 'stack'> & { readonly storeZone: string };
