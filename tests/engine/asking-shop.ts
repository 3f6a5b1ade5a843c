import { type ConfirmPage, confirmByLink } from '../../src/engine/confirm-consent.ts';
import { manageConsent } from '../../src/engine/manage-consent.ts';
import { unsubscribeLink } from '../../src/links/unsubscribe.ts';
import type { Address } from '../../src/model/address.ts';
import type { JourneyRules } from '../../src/model/journey.ts';
import { journeys, messages, segments, settings } from '../fixtures/catalogue.ts';
import { busEvent, type Detail, shopper } from '../fixtures/events.ts';
import { World } from './world.ts';

export const opens = '2026-03-02T09:00:00Z';
export const day = 86_400_000;
const confirmJourney: JourneyRules = {
  journey: 'confirm-consent',
  purpose: 'transactional',
  priority: 90,
  starts: { byHand: true, oncePer: 'customer', againAfter: 0 },
  ends: [],
  firstDelay: { minutes: 0 },
};
const mail = { subject: 'Confirm', preheader: '', html: '{{ links.confirm }}', text: '' };
const catalogue = {
  settings: { ...settings, doubleOptIn: ['email'] as const },
  journeys: { ...journeys, 'confirm-consent': confirmJourney },
  segments,
  messages: { ...messages, 'confirm-consent': { 'please-confirm': { locales: { en: mail, ja: mail } } } },
};
/** An agreement that somebody typed. */
export const typed = (at: string) => ({
  granted: true,
  at,
  source: 'newsletter form',
  from: 'form',
  wording: 'Send me news.',
});
export const created = (id = '1', at = opens, customer: Detail = shopper) =>
  busEvent('customer.created', at, { id: `event-${id}`, customer: { ...customer, consent: { email: typed(at) } } });

/** A shop that has agreements confirmed by e-mail. */
export class AskingShop extends World {
  readonly ref = this.stores.addresses.refOf('email', shopper.email);
  readonly failures: Error[] = [];

  constructor() {
    super(catalogue);
    this.at(opens);
  }

  /** Lets everybody in who is enrolled, and delivers what their runs begin with. */
  async sendAll(): Promise<void> {
    const before = this.started.length;
    await this.startEnrolled();
    for (const { input } of this.started.slice(before)) await this.deliver(input, { id: 'please-confirm' });
  }

  async signUp(...events: readonly Detail[]): Promise<void> {
    for (const event of events.length > 0 ? events : [created()]) await this.ingest(event);
    await this.sendAll();
  }

  token = (place = 0) => new URL(this.sent[place]?.html ?? '').searchParams.get('t') ?? '';

  /** @param also what is ticked beside what the mail asked about */
  open(
    method: string,
    token: string | undefined,
    stores = this.stores,
    also: readonly string[] = [],
  ): Promise<ConfirmPage> {
    const { keys, clock, failures } = this;
    const failed = (error: Error) => void failures.push(error);
    const ports = { stores, keys, settings: catalogue.settings, clock, failed };
    return confirmByLink({ method, token, language: undefined, also }, ports);
  }

  async stored(): Promise<Address> {
    const [read] = await this.stores.addresses.find([this.ref]);
    if (read === undefined) throw new Error('no address');
    return read.value;
  }

  async unsubscribe(address = this.ref.hash): Promise<void> {
    const customer = this.started[0]?.input.customer ?? '';
    const link = unsubscribeLink({ customer, channel: 'email', locale: 'en', address }, this.keys, 'https://x');
    const token = new URL(link).searchParams.get('t') ?? '';
    const { stores, keys, clock } = this;
    const ports = { stores, keys, settings, clock, failed: () => {} };
    await manageConsent({ method: 'POST', token, language: undefined }, ports);
  }
}
