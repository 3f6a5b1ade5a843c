import type { Journey } from '../model/journey.ts';
import type { Position } from '../model/position.ts';
import type { Doubt } from '../reading/doubt.ts';
import { languageMeant } from '../reading/locale-names.ts';
import { say } from '../reading/saying.ts';
import { anyOf } from '../reading/suggest.ts';
import { kindOf, withArms } from '../steps/registry.ts';

/** The conditions on customers of a language in which the shop writes nothing: they may come from the code of a country. */
export function unwrittenLanguages({ starts, steps }: Journey, locales: readonly string[]): Doubt[] {
  const asked = steps
    .flatMap(withArms)
    .flatMap((step) => (kindOf(step).conditions?.(step) ?? []).map((condition) => [step.at, condition] as const));
  const atStart = [starts.where, starts.if].map((condition) => [starts.at, condition] as const);
  return [...atStart, ...asked].flatMap(([at, condition]) =>
    localesIn(condition).flatMap((locale) => doubtOf(locale, locales, at)),
  );
}

function doubtOf(locale: string, locales: readonly string[], at: Position): Doubt[] {
  const languageOf = (tag: string) => tag.split('-')[0];
  if (locales.some((written) => languageOf(written) === languageOf(locale))) return [];
  const meant = languageMeant(locale) ?? '';
  const suggestion = locales.includes(meant) ? say`write "${meant}"` : say`the shop writes ${anyOf(locales)}`;
  return [{ at, message: say`no message is written in "${locale}"`, suggestion }];
}

/** The values that a condition asks of a customer's language. */
function localesIn(condition: unknown, path: readonly string[] = []): string[] {
  if (typeof condition !== 'object' || condition === null) return [];
  if (path.slice(-2).join('.') === 'customer.locale') {
    return [condition].flat().flatMap((value: unknown) => (typeof value === 'string' ? [value] : []));
  }
  const entries = Array.isArray(condition)
    ? condition.map((one) => [undefined, one] as const)
    : Object.entries(condition);
  return entries.flatMap(([key, below]) => localesIn(below, key === undefined ? path : [...path, key]));
}
