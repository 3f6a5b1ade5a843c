import { eventIdOf } from '../contract/event-id.ts';
import { ignoredAs, type MappedEvent, type Mapping, type Remembered } from '../contract/mapping.ts';
import { readBody } from '../contract/read-body.ts';
import type { EcCubeConfig } from './config.ts';
import { productFields } from './fields.ts';

/** Back in stock, for those who have the product among their favourites, if the settings say that they wait for it. */
export function mapProduct(data: unknown, config: EcCubeConfig, last: Remembered | undefined): Mapping {
  if (!config.favouritesWait) return ignoredAs('favourites-do-not-wait');
  const product = readBody('ec-cube product', productFields, data);
  const inStock = (product.ProductClasses ?? []).some(
    ({ stock, stock_unlimited: any }) => any === true || Number(stock) > 0,
  );
  const remember = { inStock };
  if (!inStock || last?.inStock !== false) return ignoredAs(inStock ? 'in-stock-as-before' : 'sold-out', remember);
  const { id, name: title, update_date: occurredAt } = product;
  const url = config.url ? new URL(`/products/detail/${id}`, config.url).href : undefined;
  const waiting = (product.CustomerFavoriteProducts ?? []).flatMap(({ Customer: who }) => (who ? [who.id] : []));
  const events = [...new Set(waiting)].map(
    (who): MappedEvent => ({
      type: 'product.back_in_stock',
      detail: {
        id: eventIdOf('ec-cube', 'product', id, `back-${Date.parse(occurredAt)}-${who}`),
        occurredAt,
        customer: { id: who },
        product: { id, title, ...(url && { url }) },
      },
    }),
  );
  return events.length > 0 ? { events, remember } : ignoredAs('nobody-waits', remember);
}
