/**
 * An e-mail address or a phone number for a page whose link may have been forwarded: its owner knows it again, and nobody
 * else learns it. `h…o@example.com`, `…5678`.
 */
export function masked(address: string): string {
  const at = address.lastIndexOf('@');
  if (at < 1) return `…${address.slice(-4)}`;
  const [first = '', ...rest] = address.slice(0, at);
  return `${first}…${rest.length > 2 ? rest.at(-1) : ''}${address.slice(at)}`;
}
