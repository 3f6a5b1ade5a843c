import type { Channel } from '../../src/commerce/customer/channel.ts';
import { preferencesLink } from '../../src/links/preferences.ts';
import { surveyLink } from '../../src/links/survey.ts';
import { unsubscribeLink } from '../../src/links/unsubscribe.ts';
import { Keys } from '../../src/secrets/keys.ts';

/** As long as the address that API Gateway gives a stage; a domain of the shop's own is shorter. */
const baseUrl = 'https://abcdefghij.execute-api.ap-northeast-1.amazonaws.com';
const keys = new Keys('measured-by-its-length-alone, never used to sign');

/** The signed links of a message, as long as real ones: a text is billed by its length. */
export function realLinks(channel: Channel, locale: string) {
  const customer = keys.hash('id', 'customer');
  const claim = { customer, channel, locale, address: keys.hash('phone', '+819012345678') };
  const issuedAt = Date.UTC(2027, 3, 4);
  const run = `abandoned-cart-${keys.hash('id', 'run')}`;
  return {
    unsubscribe: unsubscribeLink(claim, keys, baseUrl),
    preferences: preferencesLink({ ...claim, issuedAt }, keys, baseUrl),
    survey: surveyLink({ customer, survey: run, locale, issuedAt }, keys, baseUrl),
  };
}
