/**
 * An e-mail address or a phone number for a page whose link may have been forwarded: its owner knows it again, and nobody
 * else learns it. `h…o@example.com`, `…5678`. Of what is short less is shown, and nothing of a single letter.
 */
export function masked(address: string): string {
  const at = address.lastIndexOf('@');
  if (at < 1) return `…${address.slice(address.length - Math.min(4, Math.floor(address.length / 3)))}`;
  const [first = '', ...rest] = address.slice(0, at);
  const shown = rest.length > 0 ? first : '';
  return `${shown}…${rest.length > 2 ? rest.at(-1) : ''}${address.slice(at)}`;
}
