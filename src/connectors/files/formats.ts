import { anyCustomers } from './any/customers.ts';
import { anyOrders } from './any/orders.ts';
import { plainWord } from './cells/plain-word.ts';
import { eccubeCustomers } from './eccube/customers.ts';
import { eccubeOrders } from './eccube/orders.ts';
import type { FileResource } from './fields.ts';
import type { FileFormat } from './format.ts';
import { klaviyoProfiles } from './klaviyo/profiles.ts';
import { klaviyoSuppressions } from './klaviyo/suppressions.ts';
import { shopifyCustomers } from './shopify/customers.ts';
import { shopifyOrders } from './shopify/orders.ts';
import { stripeCustomers } from './stripe/customers.ts';

/** Every kind of file. A new one is one new file and one line here; the last of each resource takes what no other does. */
export const fileFormats: readonly FileFormat[] = [
  shopifyCustomers,
  klaviyoProfiles,
  klaviyoSuppressions,
  stripeCustomers,
  eccubeCustomers,
  anyCustomers,
  shopifyOrders,
  eccubeOrders,
  anyOrders,
];

/** The first format of the resource whose marks are all in the header. */
export function recogniseFormat(header: readonly string[], resource: FileResource): FileFormat {
  const columns = new Set(header.map(plainWord));
  const fits = ({ marks }: FileFormat) =>
    marks.every((mark) => [mark].flat().some((name) => columns.has(plainWord(name))));
  const any = resource === 'orders' ? anyOrders : anyCustomers;
  return fileFormats.find((format) => format.resource === resource && fits(format)) ?? any;
}
