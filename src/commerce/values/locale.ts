const longestTag = 35;
const languages = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });

/** The canonical BCP 47 tag; `ja_JP`, as some platforms write it, becomes ja-JP. Undefined if it is not a tag. */
export function normaliseLocale(text: string): string | undefined {
  const tag = text.trim().replaceAll('_', '-');
  if (tag.length > longestTag) return undefined;
  try {
    const [canonical = ''] = Intl.getCanonicalLocales(tag);
    return languages.of(canonical.split('-')[0] ?? '') === undefined ? undefined : canonical; // "jp" is no language
  } catch {
    return undefined;
  }
}
