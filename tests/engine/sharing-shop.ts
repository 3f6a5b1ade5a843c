import { expect } from 'vitest';
import type { Channel } from '../../src/commerce/customer/channel.ts';
import { type ConfirmPage, confirmByLink } from '../../src/engine/confirm-consent.ts';
import { takeOwnersWord } from '../../src/engine/feedback/owners-word.ts';
import { manageConsent } from '../../src/engine/manage-consent.ts';
import { managePreferences } from '../../src/engine/manage-preferences.ts';
import { confirmLink } from '../../src/links/confirm.ts';
import { type PreferencesClaim, preferencesLink } from '../../src/links/preferences.ts';
import { type UnsubscribeClaim, unsubscribeLink } from '../../src/links/unsubscribe.ts';
import type { Address } from '../../src/model/address.ts';
import type { EmittedEventDetail } from '../../src/model/emitted-event-schemas.ts';
import type { Profile } from '../../src/model/profile.ts';
import type { StoreSettings } from '../../src/model/store-settings.ts';
import { confirmableDays } from '../../src/policy/customer/double-opt-in.ts';
import { mayMarket } from '../../src/policy/delivery/eligibility.ts';
import { toIso } from '../../src/policy/time/timing.ts';
import type { Table } from '../../src/stores/table.ts';
import { readPreferencesForm } from '../../src/web/preferences/form.ts';
import { journeys, messages, segments, settings } from '../fixtures/catalogue.ts';
import { busEvent, type Detail } from '../fixtures/events.ts';
import { World } from './world.ts';

export const mail = 'm@example.com';
export const number = '+819012345678';
export const minute = 60_000;
export const day = 24 * 60 * minute;
export const yes = (at: number, more: Detail = {}): Detail => ({
  granted: true,
  at: toIso(at),
  source: 'form',
  ...more,
});
export const no = (at: number, more: Detail = {}): Detail => ({ ...yes(at, more), granted: false });
export const kinds = { email: 'email', sms: 'phone' } as const;

export type Fields = readonly (readonly [string, string])[];
export const switchingOff: Fields = [
  ['do', 'save'],
  ['was-topic', 'offers'],
];
export const switchingOn: Fields = [
  ['do', 'save'],
  ['topic', 'offers'],
];

/** A shop whose customers share mailboxes and numbers, and the links that they were sent. */
export class SharingShop extends World {
  readonly settings: StoreSettings;
  #events = 0;

  /** @param more other settings, such as double opt-in */
  constructor(more: Partial<StoreSettings> = {}, table?: Table) {
    const all = { ...settings, ...more };
    super({ settings: all, journeys, segments, messages }, table);
    this.settings = all;
    this.at('2026-03-02T09:00:00Z');
  }

  tell(customer: Detail, more: Detail = {}): Promise<void> {
    this.#events += 1;
    const told = { id: `told-${this.#events}`, customer, ...more };
    return this.ingest(busEvent('customer.updated', toIso(this.now), told));
  }

  /** Takes what was said into the ledger a minute later; gives back what the shop is told by it. */
  async settled(): Promise<string[]> {
    const before = this.published.length;
    await this.later(minute).settle();
    return this.published.slice(before).map(spell);
  }

  later(milliseconds: number): this {
    this.now += milliseconds;
    return this;
  }

  async profile(customer: Detail): Promise<Profile> {
    const [named] = await this.stores.identities.find(customer);
    return (await this.stores.customers.load(named?.owner ?? ''))?.profile ?? expect.fail('nobody');
  }

  /** The claim in the links of a message that goes to the customer now. */
  async claim(customer: Detail, channel: Channel = 'email'): Promise<PreferencesClaim> {
    const profile = await this.profile(customer);
    const kind = kinds[channel];
    const address = this.stores.addresses.refOf(kind, profile.identities[kind] ?? expect.fail('no address')).hash;
    return { customer: profile.customer, channel, locale: 'en', address };
  }

  ports() {
    const { stores, keys, settings } = this;
    return { stores, keys, settings, clock: () => this.now, failed: () => {} };
  }

  /** Presses the button behind the customer's unsubscribe link; gives back the proof of the click. */
  async unsubscribe(customer: Detail, undo?: string): Promise<string | undefined> {
    return this.unsubscribeBy(await this.claim(customer), undo);
  }

  /** The same behind a link that somebody was sent. */
  async unsubscribeBy(claim: UnsubscribeClaim, undo?: string): Promise<string | undefined> {
    const token = tokenIn(unsubscribeLink(claim, this.keys, 'https://l.example'));
    const { html } = await manageConsent({ method: 'POST', token, undo, language: 'en' }, this.ports());
    return undoIn(html);
  }

  /** Posts the form of the customer's preference page; gives back the proof of the change. */
  async prefer(customer: Detail, fields: Fields): Promise<string | undefined> {
    return undoIn(await this.preferBy(await this.claim(customer), fields));
  }

  /** The same by a link of an earlier message; gives back the page. */
  async preferBy(claim: PreferencesClaim, fields?: Fields): Promise<string> {
    const token = tokenIn(preferencesLink(claim, this.keys, 'https://l.example'));
    if (fields === undefined)
      return (await managePreferences({ method: 'GET', token, language: 'en' }, this.ports())).html;
    const body = new URLSearchParams(fields.map(([name, value]): [string, string] => [name, value])).toString();
    const form = readPreferencesForm({ body, isBase64Encoded: false });
    return (await managePreferences({ method: 'POST', token, form, language: 'en' }, this.ports())).html;
  }

  async confirm(customer: Detail): Promise<ConfirmPage> {
    return this.confirmBy(await this.claim(customer), this.now);
  }

  /** The same by a link that was sent then. @param also what is ticked beside what its mail asked about */
  confirmBy(claim: PreferencesClaim, sent: number, also: readonly string[] = []): Promise<ConfirmPage> {
    const token = tokenIn(
      confirmLink({ ...claim, until: sent + confirmableDays * day }, this.keys, 'https://l.example'),
    );
    return confirmByLink({ method: 'POST', token, language: 'en', also }, this.ports());
  }

  text(kind: 'stop' | 'start', address = number): Promise<boolean> {
    return takeOwnersWord('sms', { kind, address, at: this.now }, this.stores);
  }

  async known(channel: Channel, value: string): Promise<Address> {
    const [read] = await this.stores.addresses.find([this.stores.addresses.refOf(kinds[channel], value)]);
    return read?.value ?? expect.fail('not read');
  }

  /** True if marketing goes to the customer's present address. */
  async goesTo(customer: Detail, channel: Channel = 'email', topic?: string): Promise<boolean> {
    const profile = await this.profile(customer);
    const address = profile.identities[kinds[channel]] ?? expect.fail('no address');
    const door = { address, known: await this.known(channel, address), own: true };
    return mayMarket(door, channel, profile, topic === undefined ? undefined : { name: topic });
  }
}

function tokenIn(link: string): string {
  return new URL(link).searchParams.get('t') ?? '';
}

function undoIn(html: string): string | undefined {
  return /name="undo" value="([^"]+)"/.exec(html)?.[1];
}

/** One event of a changed consent in short: whose, of which topic, the state and its source. */
export function spell({ detail }: { readonly detail: Detail }): string {
  const { customer, consent } = detail as EmittedEventDetail<'consent.changed'>; // these tests post nothing else
  return [customer.id ?? 'nobody', consent.topic, consent.state, `by ${consent.source}`]
    .filter((part) => part !== undefined)
    .join(' ');
}
