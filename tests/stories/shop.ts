import { createHash } from 'node:crypto';
import type { EventType } from '../../src/commerce/events.ts';
import type { EmittedEvent } from '../../src/model/emitted-event.ts';
import type { Message } from '../../src/model/message.ts';
import type { Profile } from '../../src/model/profile.ts';
import type { Run } from '../../src/model/run.ts';
import { fromIso, toIso } from '../../src/policy/time/timing.ts';
import { DirectShop } from '../../src/simulation/direct-shop.ts';
import type { Sent } from '../../src/simulation/memory-services.ts';
import type { ShopPlan } from '../../src/simulation/shop-plan.ts';
import type { History } from '../../src/stores/history.ts';
import { type Customer, type Detail, onClockOf } from '../scenarios/customers.ts';

/** One thing that happened: when (ISO 8601), what, and about what. */
export type ShopEvent = readonly [at: string, type: EventType, what?: Detail];

/** What happens to a message, or what its reader does with it, as Amazon SES calls it. */
const sesNames = {
  delivered: 'Delivery',
  bounced: 'Bounce',
  complained: 'Complaint',
  opened: 'Open',
  clicked: 'Click',
};

export type Deed = keyof typeof sesNames;

/** A simulated shop that a story tells of, and what its customers see of it. */
export class Shop extends DirectShop {
  constructor(opens: string, plan: ShopPlan) {
    super(plan, fromIso(opens));
  }

  /** The events that journeys have put on the bus: beside them are those of changed consent. */
  get emitted(): readonly EmittedEvent[] {
    return this.services.published.filter(({ type }) => type !== 'consent.changed');
  }

  /** Puts an event on the bus at once: something that happens now, or happened at the given time (ISO 8601). */
  post(type: EventType, customer: Customer, what: Detail = {}, at = toIso(this.now)): void {
    const id = createHash('sha256')
      .update(JSON.stringify([type, customer, what, at]))
      .digest('hex');
    this.postEvent(type, { id, occurredAt: at, shop: 'demo', customer, ...what });
  }

  /** Puts a detail on the bus as it is, and its journeys hear of it before it is taken in. */
  postStartsFirst(type: EventType, detail: Detail): void {
    const [takesIn, ...starts] = this.deliveriesOf(this.busEvent(type, detail));
    for (const delivery of [...starts, takesIn]) if (delivery !== undefined) this.send(...delivery);
  }

  /** Tells of what happened, each when it happens. */
  async tell(customer: Customer, events: readonly ShopEvent[]): Promise<void> {
    for (const [at, type, what] of events) {
      await this.until(at);
      this.post(type, customer, what);
    }
  }

  /** Tells of what happened only now: the last first, and all of it once more. */
  tellBackwards(customer: Customer, events: readonly ShopEvent[]): void {
    for (const [at, type, what] of [...events, ...events].reverse()) {
      this.post(type, customer, what, toIso(fromIso(at)));
    }
  }

  /** Looks every midnight of UTC until an instant (ISO 8601, or epoch milliseconds). */
  override sweepDaily(until: number | string): void {
    super.sweepDaily(typeof until === 'string' ? fromIso(until) : until);
  }

  /** What a customer does with the last message of that step, or what happens to it. */
  report(deed: Deed, customer: Customer, step: string): void {
    const message = this.#sent(customer).findLast(({ tags }) => tags.step === step);
    if (message === undefined) throw new Error(`${step} was not sent to ${customer.id}.`);
    this.reportOf(message, deed);
  }

  /** What SES, or the carrier of a text, reports of a message that was sent. */
  reportOf({ tags, channel, address }: Sent, deed: Deed): void {
    if (channel === 'sms') this.notifyTopic({ eventType: 'TEXT_DELIVERED', eventTimestamp: this.now, context: tags });
    else this.reportMail({ ...tags }, address, sesNames[deed], deed === 'bounced' ? { bounceType: 'Permanent' } : {});
  }

  /** The reader of the message that went out at this place, counted from 0, presses its unsubscribe button. */
  async unsubscribe(place: number): Promise<number> {
    const link = this.services.sent[place]?.unsubscribe;
    if (link === undefined) throw new Error(`message ${place} has no unsubscribe link`);
    const token = new URL(link).searchParams.get('t') ?? '';
    return this.request('manage-consent', { method: 'POST', token });
  }

  /** Lets everything happen that is due by then: an ISO instant. */
  async until(instant: string): Promise<void> {
    await this.clock.runUntil(fromIso(instant));
  }

  /** Lets time pass until nothing is left to wait for. */
  async toTheEnd(): Promise<void> {
    await this.clock.runToEnd();
  }

  /** What the customer was sent: the step, and when by the customer's clock, to the minute. */
  sentTo(customer: Customer): [step: string, time: string][] {
    return this.#sent(customer).map(({ tags, at }) => [tags.step, onClockOf(customer, at).slice(0, 16)]);
  }

  /** The subjects of the e-mails, or the texts of the SMS, that the customer was sent. */
  readBy(customer: Customer): (string | undefined)[] {
    return this.#sent(customer).map(({ channel, subject, sms }) => (channel === 'sms' ? sms : subject));
  }

  /** The ledger in short, in the order of what was due: step, outcome, reason and detail. */
  async outcomesOf(customer: Customer): Promise<(string | undefined)[][]> {
    const lines = await this.ledgerOf(customer);
    return lines.map(({ step, outcome, reason, detail }) => [step, outcome, reason, detail].filter(Boolean));
  }

  async ledgerOf(customer: Customer): Promise<Message[]> {
    const history = await this.#history(customer);
    const lines = history ? await this.stores.messages.allOf(history.profile) : [];
    return lines.sort((a, b) => a.due - b.due || a.step.localeCompare(b.step));
  }

  async runsOf(customer: Customer): Promise<readonly Run[]> {
    return (await this.#history(customer))?.runs ?? [];
  }

  /** Why the only run of the customer is over, and when by the customer's clock. */
  async endOf(customer: Customer): Promise<[why?: string, reason?: string, time?: string]> {
    const [run, ...others] = await this.runsOf(customer);
    if (run === undefined || others.length > 0)
      throw new Error(`${customer.id} has ${others.length + 1} runs or none.`);
    return run.ended ? [run.ended.why, run.ended.reason, onClockOf(customer, run.ended.at)] : [];
  }

  async profileOf(customer: Customer): Promise<Profile | undefined> {
    return (await this.#history(customer))?.profile;
  }

  async #history(customer: Customer): Promise<History | undefined> {
    const { identities, customers } = this.stores;
    const { consent: _consent, ...named } = customer;
    const known = await identities.find(named);
    const owner = known.find((identity) => identity.owner !== undefined)?.owner;
    return owner === undefined ? undefined : customers.load(owner);
  }

  #sent({ email, phone }: Customer): Sent[] {
    return this.services.sent.filter(({ address }) => address === email || address === phone);
  }
}
