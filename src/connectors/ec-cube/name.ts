/** The family name comes first. */
export function nameOf(of: { readonly name01?: string | null; readonly name02?: string | null }): string | undefined {
  return [of.name01, of.name02].filter(Boolean).join(' ') || undefined;
}
