/**
 * The address in a form that a message may show: absolute, http or https, without a user; undefined for anything else.
 * Events come from outside, and a `javascript:` address must never reach a customer.
 */
export function webLink(address: string | undefined): string | undefined {
  if (address === undefined || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  const leadsWhereItSeems = url.username === '' && url.password === '';
  return leadsWhereItSeems && /^https?:$/.test(url.protocol) ? url.href : undefined;
}
