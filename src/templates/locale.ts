import type { Localized } from '../model/brand.ts';

/**
 * The locale to write to a customer in: the wanted one, else one of the same language, else the first.
 * @param wanted the customer's own (BCP 47), if known
 * @param available the shop's locales, the fallback first
 */
export function chooseLocale(wanted: string | undefined, available: readonly [string, ...string[]]): string {
  return closest(wanted, available) ?? available[0];
}

/** The text in the locale, else in its language, else in the first language that there is; '' when there is none. */
export function localized(text: Localized, locale: string): string {
  const chosen = closest(locale, Object.keys(text));
  return (chosen === undefined ? Object.values(text)[0] : text[chosen]) ?? '';
}

function closest(wanted: string | undefined, available: readonly string[]): string | undefined {
  if (wanted === undefined) return undefined;
  const exact = available.find((locale) => locale.toLowerCase() === wanted.toLowerCase());
  return exact ?? available.find((locale) => language(locale) === language(wanted));
}

function language(locale: string): string | undefined {
  return locale.toLowerCase().split('-')[0];
}
