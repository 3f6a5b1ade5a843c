import type { StoreSettings } from '../model/store-settings.ts';
import { localized } from '../templates/locale.ts';
import type { PageBrand } from '../web/branded.ts';

/** The shop as its pages for customers show it. */
export function pageBrand({ brand }: StoreSettings, locale: string): PageBrand {
  const { color, darkColor, font } = brand;
  const shop = localized(brand.name, locale);
  return { locale, shop, color, ...(darkColor !== undefined && { darkColor }), ...(font !== undefined && { font }) };
}
