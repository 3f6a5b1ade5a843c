import type { StoreSettings } from '../model/store-settings.ts';
import { localized } from '../templates/locale.ts';
import type { ShownSurvey } from '../web/survey/page.ts';

/** A survey of the shop in one language; undefined when the shop has it no more. */
export function shownSurvey({ surveys }: StoreSettings, name: string, locale: string): ShownSurvey | undefined {
  const survey = Object.hasOwn(surveys, name) ? surveys[name] : undefined;
  if (survey === undefined) return undefined;
  const { kind, question, options } = survey;
  const inWords = Object.entries(options).map(([option, text]) => [option, localized(text, locale)]);
  return { kind, question: localized(question, locale), options: Object.fromEntries(inWords) };
}
