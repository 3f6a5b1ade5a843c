import type { StoreSettings } from '../../src/contracts/store-settings.ts';
import { readUnsubscribeToken } from '../../src/links/unsubscribe.ts';
import type { Clock } from '../../src/platform/clock.ts';
import type { Keys } from '../../src/platform/keys.ts';
import { withdrawConsent } from '../../src/policy/profile.ts';
import type { Stores } from '../../src/stores/stores.ts';
import { localized } from '../../src/templates/locale.ts';
import { askPage, badLinkPage, donePage } from './page.ts';

/** A request on an unsubscribe link. */
export interface ConsentRequest {
  readonly method: string;
  readonly token: string | undefined;
  /** The browser's Accept-Language, for a link that says no language itself. */
  readonly language: string | undefined;
}

export interface ConsentDependencies {
  readonly stores: Stores;
  readonly keys: Keys;
  readonly settings: StoreSettings;
  readonly clock: Clock;
}

export interface Page {
  readonly status: 200 | 400;
  readonly html: string;
}

/**
 * One-click unsubscribe by RFC 8058: POST withdraws the consent, any other method shows a page and
 * changes nothing. A link whose signature is not ours is 400 and changes nothing.
 */
export async function manageConsent(request: ConsentRequest, dependencies: ConsentDependencies): Promise<Page> {
  const { stores, keys, settings, clock } = dependencies;
  const asked = request.token === undefined ? undefined : readUnsubscribeToken(request.token, keys);
  if (asked === undefined) return { status: 400, html: badLinkPage(request.language ?? settings.locales[0]) };
  const { customer, channel, locale } = asked;
  const shop = localized(settings.brand.name, locale);
  if (request.method !== 'POST') return { status: 200, html: askPage(locale, shop, channel) };
  await stores.customers.change(customer, (profile) => withdrawConsent(profile, channel, clock(), 'unsubscribe link'));
  return { status: 200, html: donePage(locale, shop, channel) };
}
