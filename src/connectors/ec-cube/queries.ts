import type { EcCubeConfig } from './config.ts';

/** What EC-CUBE tells of by ids. */
export const entities = ['order', 'customer', 'product'] as const;

export type Entity = (typeof entities)[number];

export function isEntity(name: string): name is Entity {
  return entities.some((entity) => entity === name);
}

/** The fields of each entity that are read. Source: https://doc4.ec-cube.net/eccube-api4/schema */
function fieldsOf(entity: Entity, { consentColumn, favouritesWait }: EcCubeConfig): string {
  const fields: Readonly<Record<Entity, string>> = {
    order: `id order_no name01 name02 email phone_number total payment_total currency_code order_date create_date update_date
      OrderStatus { id } Customer { id }
      OrderItems { product_name class_category_name1 class_category_name2 price tax quantity Product { id } }
      Shippings { id shipping_delivery_name tracking_number shipping_date }`,
    customer: `id name01 name02 email phone_number birth create_date update_date Status { id } ${consentColumn ?? ''}`,
    product: `id name update_date ProductClasses { stock stock_unlimited }
      ${favouritesWait ? 'CustomerFavoriteProducts { Customer { id } }' : ''}`,
  };
  return fields[entity];
}

/** Asks for one thing. */
export function queryOf(entity: Entity, config: EcCubeConfig): string {
  return `query One($id: ID!) { ${entity}(id: $id) { ${fieldsOf(entity, config)} } }`;
}

/** Asks for a page of what changed. Without an end it is null, as when the search form's field is left empty. */
export function queryOfChanged(entity: Entity, config: EcCubeConfig): string {
  return `query Changed($since: DateTime, $until: DateTime, $page: Int) { ${entity}s(
    update_datetime_start: $since, update_datetime_end: $until, page: $page, limit: 100) {
    nodes { ${fieldsOf(entity, config)} } pageInfo { hasNextPage } } }`;
}
