import type { Stack } from '../aws/template/stack.ts';

/** The store's IANA zone, as the stack's outputs tell it: the clock of customers whose own zone nobody knows. */
export function storeZoneOf({ outputs }: Pick<Stack, 'outputs'>): string {
  return outputs.StoreTimeZone ?? 'UTC';
}
