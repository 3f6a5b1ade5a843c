/**
 * A From header as mail programs show it: RFC 2047's encoded words read (UTF-8 in base64, as our mails have them), and
 * without the quotation marks around a name.
 */
export function shownSender(from: string): string {
  return from
    .replace(/(\?=)\s+(=\?)/g, '$1$2') // the space between two encoded words belongs to neither
    .replace(/=\?UTF-8\?B\?([A-Za-z0-9+/=]*)\?=/gi, (_, encoded: string) => Buffer.from(encoded, 'base64').toString())
    .replace(/^"((?:[^"\\]|\\.)*)" </, (_, name: string) => `${name.replace(/\\(.)/g, '$1')} <`);
}
