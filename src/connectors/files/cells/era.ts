/** The year before the first of each Japanese era, by its name and its letter. */
const yearsBefore: Readonly<Record<string, number>> = {
  令和: 2018,
  r: 2018,
  平成: 1988,
  h: 1988,
  昭和: 1925,
  s: 1925,
};

/** A date of a Japanese era with its year of our era: 令和8年11月3日 and R8.11.3 are of 2026. Any other text as it is. */
export function withoutEra(text: string): string {
  const plain = text.normalize('NFKC').trim();
  return plain.replace(/^(令和|平成|昭和|[RHS])\s*(元|\d{1,2})(?=[年./-])/i, (all, era: string, year: string) => {
    const before = yearsBefore[era.toLowerCase()];
    return before === undefined ? all : String(before + (year === '元' ? 1 : Number(year)));
  });
}
