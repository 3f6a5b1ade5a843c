const longestAddress = 254;

/** RFC 5321: at most 64. As HTML has it, dots in any place: carriers in Japan gave out such addresses. */
const localPart = /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}$/;

/** Labels of a host name, and an ending that is no number. */
const host = /^(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+(?:[a-z]{2,63}|xn--[a-z\d-]{1,59})$/;

/**
 * The address in the form that mail servers take: an internationalized domain is in punycode, a domain in small letters.
 * @returns undefined when no mail can be sent to it
 */
export function readEmail(text: string): string | undefined {
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
