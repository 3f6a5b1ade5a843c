const longestTag = 35;

/** The BCP 47 tag in its canonical form; `ja_JP`, as some platforms write it, is ja-JP. Undefined when it is none. */
export function readLocale(text: string): string | undefined {
  const tag = text.trim().replaceAll('_', '-');
  if (tag.length > longestTag) return undefined;
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
}
