/**
 * A page of which one part is generated, between two comments: `<!-- NAME: by npm run build -->` and `<!-- /NAME -->`.
 * @param page the page as it is
 * @param part the text that belongs between them
 * @throws Error when the page lacks one of the two
 */
export function withPart(page: string, name: string, part: string): string {
  const [begin, end] = [`<!-- ${name}: by npm run build -->`, `<!-- /${name} -->`];
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`The page lacks ${from < 0 ? begin : end}: put it around the table.`);
  return `${page.slice(0, from + begin.length)}\n\n${part}\n\n${page.slice(to)}`;
}
