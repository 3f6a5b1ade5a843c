import * as z from 'zod/mini';
import { nullable } from '../contract/read-body.ts';

/** GraphQL's ids are texts, those of webhooks are numbers. */
export const ecCubeId = z.pipe(z.union([z.number(), z.string().check(z.minLength(1))]), z.transform(String));

const text = nullable(z.string());
const number = nullable(z.union([z.number(), z.string()]));
const mention = nullable(z.object({ id: ecCubeId }));

/** One entry of a webhook's list. `data` is there once it was fetched. */
export const noticeFields = z.object({
  entity: z.string(),
  id: ecCubeId,
  action: z.string(),
  data: z.optional(z.unknown()),
});

export const orderFields = z.object({
  id: ecCubeId,
  order_no: text,
  name01: text,
  name02: text,
  email: text,
  phone_number: text,
  total: number,
  payment_total: number,
  currency_code: text,
  order_date: text,
  create_date: text,
  update_date: z.string(),
  OrderStatus: mention,
  Customer: mention,
  OrderItems: nullable(
    z.array(
      z.object({
        product_name: text,
        class_category_name1: text,
        class_category_name2: text,
        price: number,
        tax: number,
        quantity: number,
        Product: mention,
      }),
    ),
  ),
  Shippings: nullable(
    z.array(
      z.object({
        id: ecCubeId,
        shipping_delivery_name: text,
        tracking_number: text,
        shipping_date: text,
      }),
    ),
  ),
});

/** The newsletter's column beside these has the name that the settings give. */
export const customerFields = z.looseObject({
  id: ecCubeId,
  name01: text,
  name02: text,
  email: text,
  phone_number: text,
  birth: text,
  create_date: z.string(),
  update_date: z.string(),
  Status: mention,
});

export const productFields = z.object({
  id: ecCubeId,
  name: z.string(),
  update_date: z.string(),
  ProductClasses: nullable(z.array(z.object({ stock: number, stock_unlimited: nullable(z.boolean()) }))),
  CustomerFavoriteProducts: nullable(z.array(z.object({ Customer: mention }))),
});
