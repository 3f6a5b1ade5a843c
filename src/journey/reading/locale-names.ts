/** Codes of countries and the like, beside the language that is meant. */
const languagesOf: Readonly<Record<string, string>> = {
  jp: 'ja',
  jpn: 'ja',
  us: 'en',
  uk: 'en',
  gb: 'en',
  eng: 'en',
  kr: 'ko',
  cn: 'zh',
  tw: 'zh-TW',
};

/** The language that somebody means who wrote the code of a country, or capital letters. */
export function languageMeant(text: string): string | undefined {
  const code = text.toLowerCase();
  if (Object.hasOwn(languagesOf, code)) return languagesOf[code];
  return code !== text && /^[a-z]{2}$/.test(code) ? code : undefined;
}
