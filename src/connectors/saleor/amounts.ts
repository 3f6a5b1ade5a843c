import type { EventDetail } from '../../commerce/events.ts';
import { currencyDigits, decimalsOf, isCurrency } from '../../commerce/values/currency.ts';
import { webLink } from '../../commerce/values/web-link.ts';
import { pageOf, type SaleorConfig } from './config.ts';
import type { SaleorCheckout, SaleorMoney, SaleorOrder } from './fields.ts';

type Line = EventDetail<'order.placed'>['order']['lines'][number];

/** Saleor's amounts are floats: rounded to what the currency has. */
export function amountOf({ amount, currency }: SaleorMoney): SaleorMoney {
  const exact = Number(amount);
  if (!isCurrency(currency) || !Number.isFinite(exact)) return { amount, currency };
  return { amount: Number(exact.toFixed(decimalsOf(currency))), currency };
}

/** An amount in whole minor units, for comparing. */
export function minorUnitsOf({ amount, currency }: SaleorMoney): number {
  return Math.round(Number(amount) * 10 ** currencyDigits(currency));
}

/** Minor units as an amount. */
export function majorUnitsOf(minor: number, currency: string): SaleorMoney {
  return { amount: minor / 10 ** currencyDigits(currency), currency };
}

/** The lines of an order: names are in the customer's language where the shop has translated them. */
export function linesOfOrder({ lines }: SaleorOrder, config: SaleorConfig): Line[] {
  return lines.flatMap(({ translatedProductName, translatedVariantName, productName, variantName, ...line }) => {
    const title = translatedProductName || productName || line.variant?.product?.name;
    return lineOf({ ...line, title, version: translatedVariantName || variantName }, config);
  });
}

export function linesOfCheckout({ lines }: SaleorCheckout, config: SaleorConfig): Line[] {
  return lines.flatMap((line) =>
    lineOf({ ...line, title: line.variant?.product?.name, version: line.variant?.name }, config),
  );
}

type ReadLine = Pick<SaleorCheckout['lines'][number], 'quantity' | 'unitPrice' | 'variant'> & {
  readonly title: string | null | undefined;
  readonly version: string | null | undefined;
};

/** A line whose product is deleted is left out. */
function lineOf({ quantity, unitPrice, variant, title, version }: ReadLine, { pages }: SaleorConfig): Line[] {
  const product = variant?.product;
  if (!product || !title || quantity <= 0) return [];
  const price = unitPrice?.gross ? amountOf(unitPrice.gross) : undefined;
  const url = webLink(pageOf(pages.product, { slug: product.slug, id: product.id }));
  const imageUrl = webLink(product.thumbnail?.url ?? undefined);
  return [
    {
      productId: product.id,
      title,
      quantity,
      ...(version && version !== title && { variant: version }),
      ...(price && { price }),
      ...(url && { url }),
      ...(imageUrl && { imageUrl }),
    },
  ];
}
