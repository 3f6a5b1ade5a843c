/** By day or by night. */
export type Scheme = 'light' | 'dark';

/** The HTML of a mail as a device that prefers the scheme shows it, whatever the reader's own prefers. */
export function inScheme(mail: string, scheme: Scheme): string {
  const query = scheme === 'dark' ? '@media all' : '@media not all';
  return mail
    .replaceAll(/@media\s*\(\s*prefers-color-scheme\s*:\s*dark\s*\)/gi, query)
    .replaceAll(/(<meta name="(?:supported-)?color-schemes?" content=")[^"]*"/gi, `$1${scheme}"`);
}
