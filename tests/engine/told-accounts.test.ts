import { expect, it } from 'vitest';
import type { Channel } from '../../src/commerce/customer/channel.ts';
import { takeOwnersWord } from '../../src/engine/feedback/owners-word.ts';
import type { EmittedEventDetail } from '../../src/model/emitted-event-schemas.ts';
import type { StoreSettings } from '../../src/model/store-settings.ts';
import { provenAt } from '../../src/policy/customer/address.ts';
import { consentStateFor } from '../../src/policy/customer/consent-ledger.ts';
import { namesOf } from '../../src/policy/customer/names.ts';
import { isTopicOff, mayMarket, refusalsOf } from '../../src/policy/delivery/eligibility.ts';
import { randomFrom } from '../joins/interleaved-table.ts';
import { day, minute, no, SharingShop, spell, switchingOff, switchingOn, yes } from './sharing-shop.ts';

const hour = 60 * minute;
const accounts = ['a', 'b'] as const;
const boxes = ['x@example.com', 'y@example.com', 'z@example.com'] as const;

/** A shop in which two accounts and guests share mailboxes, take others, and say all that can be said. */
class Household extends SharingShop {
  readonly log: string[] = [];
  readonly wrong: string[] = [];
  readonly #random;
  readonly #undos = new Map<string, string>();

  constructor(seed: number, more: Partial<StoreSettings>) {
    super(more);
    this.#random = randomFrom(seed);
  }

  chance(of: number): boolean {
    return this.#random() < of;
  }

  any<T>(of: readonly T[]): T {
    return of[Math.floor(this.#random() * of.length)] as T; // it is below one
  }

  async live(): Promise<void> {
    this.later(this.any([minute, 20 * minute, day]));
    const who = this.any(accounts);
    const weight = this.#random();
    if (weight < 0.5) return this.#says(who);
    if (weight < 0.58) return this.#texts();
    const profile = await this.found({ id: who });
    if (profile?.identities.email === undefined) return;
    this.log.push(
      `${who} ${weight < 0.7 ? 'unsubscribes' : weight < 0.78 ? 'undoes' : weight < 0.9 ? 'prefers' : 'confirms'}`,
    );
    if (weight < 0.7) return this.#keep(who, await this.unsubscribe({ id: who }));
    if (weight < 0.78) return void (await this.unsubscribe({ id: who }, this.#undos.get(who) ?? ''));
    if (weight < 0.9) return void (await this.prefer({ id: who }, this.chance(0.5) ? switchingOn : switchingOff));
    await this.confirm({ id: who });
  }

  #keep(who: string, undo: string | undefined): void {
    if (undo !== undefined) this.#undos.set(who, undo);
  }

  async #says(who: string): Promise<void> {
    const email = this.any(boxes.slice(0, this.chance(0.7) ? 1 : 3));
    const isGuest = this.chance(0.25);
    const customer = { ...(!isGuest && { id: who }), ...((isGuest || this.chance(0.8)) && { email }) };
    const verified = 'email' in customer && this.chance(0.25) ? { verified: ['email'] } : {};
    const at = this.now - (this.chance(0.25) ? 2 * hour : 0);
    const word = (this.chance(0.6) ? yes : no)(at, this.chance(0.3) ? { topic: 'offers' } : {});
    const consent = this.chance(0.75) ? { consent: { email: word } } : {};
    const history = this.chance(0.1) ? { history: true } : {};
    this.log.push(JSON.stringify({ ...customer, ...verified, ...consent, ...history }));
    return this.tell({ ...customer, ...verified, ...consent }, history);
  }

  async #texts(): Promise<void> {
    const [kind, address] = [this.any(['stop', 'start'] as const), this.any(boxes)];
    this.log.push(`${kind} from ${address}`);
    await takeOwnersWord('email', { kind, address, at: this.now }, this.stores);
  }

  /** Settles the addresses in any order, and sees that nobody is told what does not hold. */
  async settleSome(all = false): Promise<void> {
    if (this.chance(0.5)) this.unsettled.reverse();
    const later = !all && this.chance(0.3) ? this.unsettled.splice(1) : [];
    const before = this.published.length;
    await this.later(minute).settle();
    this.unsettled.push(...later);
    for (const { detail } of this.published.slice(before)) {
      const { customer, consent } = detail as EmittedEventDetail<'consent.changed'>; // it posts nothing else
      if (customer.id === undefined) continue;
      const state = await this.stateOf(customer.id, consent.topic);
      if (state !== consent.state && state !== 'none')
        this.wrong.push(`${customer.id} ${consent.topic ?? ''} is told ${consent.state}, is ${state}`);
    }
  }

  async found(customer: { readonly id: string }) {
    const [named] = await this.stores.identities.find(customer);
    return (await this.stores.customers.load(named?.owner ?? ''))?.profile;
  }

  /** What the shop was told last, by the time of the ledger. */
  toldOf(id: string, topic: string | undefined): string {
    const told = this.published
      .map(({ detail }) => detail as EmittedEventDetail<'consent.changed'>) // it posts nothing else
      .filter(({ customer, consent }) => customer.id === id && consent.topic === topic)
      .toSorted((one, other) => (one.consent.recordedAt < other.consent.recordedAt ? -1 : 1));
    return told.at(-1)?.consent.state ?? 'unknown';
  }

  /** What Aftercart does for the account at the address that it carries. */
  async stateOf(id: string, topic: string | undefined, channel: Channel = 'email'): Promise<string> {
    const profile = await this.found({ id });
    const address = profile?.identities.email;
    if (profile === undefined || address === undefined) return 'none';
    const [read] = await this.stores.addresses.find([this.stores.addresses.refOf('email', address)]);
    const door = { address, known: read?.value ?? expect.fail('not read'), own: true };
    const state = consentStateFor(door.known, topic, namesOf(profile));
    if (topic !== undefined)
      return state !== 'pending' && isTopicOff(door, channel, profile, topic) ? 'withdrawn' : state;
    if (mayMarket(door, channel, profile)) return 'granted';
    const isRefused = refusalsOf(door.known, channel, profile, provenAt(door.known, namesOf(profile))).length > 0;
    return state === 'granted' || (state === 'unknown' && isRefused) ? 'withdrawn' : state;
  }
}

const seeds = Array.from(
  { length: Number(process.env.RUNS ?? 100) },
  (_, seed) => seed + Number(process.env.FROM ?? 1),
);

it.each([
  ['', {}],
  [' under double opt-in', { doubleOptIn: ['email'] as const }],
])(
  'is told last of an account what holds for it at the address that it carries%s',
  async (_how, more) => {
    for (const seed of seeds) {
      const shop = new Household(seed, more);
      for (let acts = 0; acts < 9; acts += 1) {
        await shop.live();
        if (shop.chance(0.5)) await shop.settleSome();
      }
      await shop.settleSome();
      await shop.settleSome(true);
      for (const id of accounts)
        for (const topic of [undefined, 'offers']) {
          const [told, state] = [shop.toldOf(id, topic), await shop.stateOf(id, topic)];
          if (state !== 'none' && told !== state) shop.wrong.push(`${id} ${topic ?? ''} was told ${told}, is ${state}`);
        }
      const history = () => `seed ${seed}\n${shop.log.join('\n')}\n${shop.published.map(spell).join('\n')}`;
      expect(shop.wrong, shop.wrong.length > 0 ? history() : '').toEqual([]);
    }
  },
  500_000,
);
