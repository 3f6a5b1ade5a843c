const longestAddress = 254;

/** At most 64 characters (RFC 5321). Dots may be anywhere, as in HTML: Japanese carriers issued such addresses. */
const localPart = /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}$/;

/** A host name of at least two labels whose last is not a number. */
const host = /^(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+(?:[a-z]{2,63}|xn--[a-z\d-]{1,59})$/;

/**
 * The address as mail servers accept it: the domain in lower case, an internationalized one in punycode.
 * @returns undefined if no mail can be sent to it
 */
export function normaliseEmail(text: string): string | undefined {
  const address = text.trim();
  if (address.length > longestAddress) return undefined;
  const at = address.lastIndexOf('@');
  const local = address.slice(0, Math.max(at, 0));
  const domain = asciiDomain(address.slice(at + 1));
  const usable = localPart.test(local) && host.test(domain) && local.length + 1 + domain.length <= longestAddress;
  return usable ? `${local}@${domain}` : undefined;
}

function asciiDomain(domain: string): string {
  if (!/^[\p{L}\p{M}\p{N}.。-]+$/u.test(domain) || !URL.canParse(`http://${domain}`)) return '';
  return new URL(`http://${domain}`).hostname;
}
