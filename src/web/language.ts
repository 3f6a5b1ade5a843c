/** The languages that the pages for customers speak. */
const languages = ['en', 'ja'] as const;

export type PageLanguage = (typeof languages)[number];

/** The language that a locale, or a list of languages as browsers send it, begins with; English for any other. */
export function languageOf(locale: string): PageLanguage {
  return languages.find((language) => locale.toLowerCase().startsWith(language)) ?? 'en';
}
