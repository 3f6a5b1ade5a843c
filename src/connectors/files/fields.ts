import { addressKinds, channels } from '../../commerce/customer/channel.ts';
import { handleKinds } from '../../commerce/values/handle.ts';

/** What a file may say of a customer, wherever it stands. */
const personFields = [
  'email',
  'phone',
  'line',
  ...handleKinds,
  'name',
  'first-name',
  'last-name',
  'locale',
  'country',
  'zone',
  'birthday',
  ...channels.flatMap((channel) => consentFieldsOf(channel)),
  ...[...addressKinds, ...handleKinds].map((kind) => `${kind}-verified` as const),
] as const;

/** The fields of a customers' file. `id` is the store's own id of the customer. */
export const customerFileFields = ['id', 'updated', 'member-status', ...personFields] as const;

/** The fields of an orders' file. `id` is the store's own id of the order, `customer` that of the customer. */
export const orderFileFields = [
  'id',
  'number',
  'time',
  'total',
  'currency',
  'status',
  'cancelled',
  'customer',
  'cart',
  'test',
  'dispatched',
  'delivered',
  'parcel',
  'carrier',
  'tracking',
  'tracking-url',
  'refund',
  'refunded',
  'refunded-at',
  'review',
  'rating',
  'reviewed',
  'product',
  'title',
  'variant',
  'quantity',
  'price',
  'line-kind',
  'payment',
  ...personFields,
] as const;

export type FileField = (typeof customerFileFields)[number] | (typeof orderFileFields)[number];

/** What a file holds. */
export type FileResource = 'customers' | 'orders';

export const fileFieldsOf: Readonly<Record<FileResource, readonly FileField[]>> = {
  customers: customerFileFields,
  orders: orderFileFields,
};

/** The fields of consent for one channel: the word, its time, the source, the opt-in level, an opt-out with its time. */
export function consentFieldsOf<Name extends string>(channel: Name) {
  return [
    `${channel}-consent`,
    `${channel}-consented`,
    `${channel}-source`,
    `${channel}-opt-in`,
    `${channel}-wording`,
    `${channel}-opted-out`,
    `${channel}-opted-out-at`,
  ] as const;
}

/** The field of each channel that says whether its customer agreed. */
export const consentWordFields = channels.map((channel) => `${channel}-consent` as const);
