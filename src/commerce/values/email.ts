const longestAddress = 254;

/** At most 64 characters (RFC 5321). Dots may be anywhere, as in HTML: Japanese carriers issued such addresses. */
const localPart = /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}$/;

/** A host name of at least two labels whose last is not a number. */
const host = /^(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+(?:[a-z]{2,63}|xn--[a-z\d-]{1,59})$/;

/**
 * The address as mail servers accept it: full-width characters as those that they stand for, the domain in lower case, an
 * internationalized one in punycode.
 * @returns undefined if no mail can be sent to it
 */
export function normaliseEmail(text: string): string | undefined {
  const address = halfWidth(text).trim();
  if (address.length > longestAddress) return undefined;
  const at = address.lastIndexOf('@');
  const local = address.slice(0, Math.max(at, 0));
  const domain = asciiDomain(address.slice(at + 1));
  const usable = localPart.test(local) && host.test(domain) && local.length + 1 + domain.length <= longestAddress;
  return usable ? `${local}@${domain}` : undefined;
}

/** Japanese keyboards type these by a slip. Other look-alikes stay: ª is no a, and may be another mailbox. */
function halfWidth(text: string): string {
  return text.replaceAll(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));
}

function asciiDomain(domain: string): string {
  if (!/^[\p{L}\p{M}\p{N}.。-]+$/u.test(domain) || !URL.canParse(`http://${domain}`)) return '';
  return new URL(`http://${domain}`).hostname;
}
