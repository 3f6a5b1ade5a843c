const longestTag = 35;

/** The canonical BCP 47 tag; `ja_JP`, as some platforms write it, becomes ja-JP. Undefined if it is not a tag. */
export function normaliseLocale(text: string): string | undefined {
  const tag = text.trim().replaceAll('_', '-');
  if (tag.length > longestTag) return undefined;
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
}
