import type { EventType } from '../../../src/commerce/events.ts';
import type { Chance } from '../world/chance.ts';
import type { Act, ActKind } from './history.ts';
import type { Person } from './people.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const total = { amount: 4800, currency: 'JPY' };
const products = ['tea', 'beans', 'pot', 'cup', 'mill'] as const;

const trials = ['test', 'old', 'bad'] as const;
/** A request to let somebody in is never history. */
const oddities = [...trials, 'history'] as const;

/** How long after it happened an event may reach the bus, in milliseconds. */
export interface Telling {
  readonly disorder: number;
}

/** Writes down what a person does, as the events that their shop posts. */
export class Diary {
  readonly acts: Act[] = [];
  readonly #person: Person;
  readonly #chance: Chance;
  readonly #telling: Telling;
  readonly #began: number;
  #count = 0;
  /** When they sign in to an account of their own, if they were somebody else before. */
  readonly #signsIn: number;
  /** When their account takes another address, if it ever does. */
  readonly #moves: number;

  constructor(person: Person, chance: Chance, began: number, telling: Telling) {
    this.#person = person;
    this.#chance = chance;
    this.#telling = telling;
    this.#began = began;
    this.#signsIn = began + chance.between(0.2, 20) * day;
    this.#moves = began + chance.between(2, 25) * day;
  }

  /** A visit: looks around, and sometimes goes on to a cart, a checkout and an order. Returns when it is over. */
  visit(from: number): number {
    const chance = this.#chance;
    let at = from;
    for (let views = chance.whole(0, 3); views > 0; views -= 1) {
      at += chance.between(0.2, 8) * minute;
      this.#tell(at, 'product.viewed', { product: this.#product() });
    }
    if (!chance.happens(0.6)) return at;
    const cart = { id: `${this.#person.name}-cart-${this.acts.length}` };
    for (let changes = chance.whole(1, 3); changes > 0; changes -= 1) {
      at += chance.between(0.5, 40) * minute;
      this.#tell(at, 'cart.updated', { cart: this.#goods(cart.id) });
    }
    if (chance.happens(0.1)) {
      this.#tell(at + 5 * minute, 'cart.emptied', { cart });
      return at;
    }
    if (!chance.happens(0.7)) return at;
    at += chance.between(1, 90) * minute;
    const checkout = { checkout: this.#goods(`${cart.id}-checkout`), cart };
    this.#tell(at, 'checkout.started', checkout);
    if (!chance.happens(0.7)) return at;
    at += chance.between(1, 60) * minute;
    this.#order(at, cart);
    return at;
  }

  /** What happens beside orders: a level of membership, a product that is back, a question, a recommendation. */
  oddment(at: number): void {
    const { name } = this.#person;
    const number = this.acts.length;
    const choice = this.#chance.whole(0, 6);
    if (choice === 0) this.#tell(at, 'customer.tier_reached', { tier: { id: 'gold', name: 'Gold' } });
    if (choice === 1) this.#tell(at, 'product.back_in_stock', { product: this.#product() });
    if (choice === 2) this.#inquiry(at, { inquiry: { id: `${name}-inquiry-${number}`, subject: 'A question' } });
    if (choice === 3) this.#tell(at, 'customer.updated', {});
    if (choice === 4) {
      const role = this.#chance.happens(0.5) ? 'referrer' : 'referred';
      this.#tell(at, 'referral.completed', { referral: { id: `${name}-referral-${number}`, role } });
    }
    if (choice === 5) this.#tell(at, 'coupon.redeemed', { coupon: { code: `CODE${number}` } });
    if (choice === 6) this.#tell(at, 'journey.requested', { journey: { name: 'welcome' } });
  }

  /** They open an account. */
  signUp(at: number): void {
    this.#tell(at, 'customer.created', {});
  }

  #order(at: number, cart: { readonly id: string }): void {
    const chance = this.#chance;
    const order = { id: `${this.#person.name}-order-${this.acts.length}` };
    const promised = chance.happens(0.3) ? { dispatchBy: iso(at + 2 * day) } : {};
    this.#tell(at, 'order.placed', { order: { ...this.#goods(order.id), number: order.id, ...promised }, cart });
    if (chance.happens(0.04)) {
      this.#tell(at + chance.between(0.1, 30) * hour, 'order.cancelled', { order });
      return;
    }
    let arrived = 0;
    const parcels = chance.happens(0.2) ? 2 : 1;
    for (let number = 1; number <= parcels; number += 1) {
      const packed = at + chance.between(0.5, number === 1 ? 4 : 16) * day;
      arrived = Math.max(arrived, this.#parcel(packed, order, `${order.id}-parcel-${number}`));
    }
    if (chance.happens(0.06)) this.#refund(arrived + chance.between(0.2, 6) * day, order);
    if (chance.happens(0.3)) {
      const review = { id: `${order.id}-review`, rating: chance.whole(1, 5) };
      this.#tell(arrived + chance.between(0.5, 14) * day, 'review.submitted', { review, order });
    }
  }

  /** Returns when it is delivered. */
  #parcel(packed: number, order: { readonly id: string }, id: string): number {
    const chance = this.#chance;
    const about = { order, shipment: { id, carrier: 'Carrier', trackingNumber: '1234' } };
    let at = packed;
    this.#tell(at, 'shipment.dispatched', about);
    at += chance.between(0.6, 2) * day;
    if (chance.happens(0.15)) {
      this.#tell(at, 'shipment.delayed', about);
      at += chance.between(0.6, 2) * day;
    }
    if (chance.happens(0.7)) this.#tell(at, 'shipment.out_for_delivery', about);
    at += chance.between(2, 9) * hour;
    this.#tell(at, 'shipment.delivered', about);
    return at;
  }

  #refund(at: number, order: { readonly id: string }): void {
    const id = `${order.id}-refund`;
    this.#tell(at, 'order.refunded', { order, refund: { id, status: 'open', total } });
    const status = this.#chance.happens(0.8) ? 'completed' : 'declined';
    this.#tell(at + this.#chance.between(1, 5) * day, 'order.refunded', { order, refund: { id, status, total } });
  }

  #inquiry(at: number, about: { readonly inquiry: { readonly id: string; readonly subject: string } }): void {
    this.#tell(at, 'inquiry.received', about);
    const answered = at + this.#chance.between(1, 50) * hour;
    if (this.#chance.happens(0.9)) this.#tell(answered, 'inquiry.answered', about);
    if (this.#chance.happens(0.8)) this.#tell(answered + this.#chance.between(1, 50) * hour, 'inquiry.closed', about);
  }

  #tell(at: number, type: EventType, what: object): void {
    const chance = this.#chance;
    const kind: ActKind = chance.happens(0.98) ? 'good' : chance.pick(type === 'journey.requested' ? trials : oddities);
    const late = chance.happens(0.3) ? chance.between(0, this.#telling.disorder) : chance.between(0, 5 * second);
    const happened = kind === 'old' ? at - chance.between(4, 30) * day : at;
    const detail = {
      version: 1,
      id: `${this.#person.name}-${++this.#count}-${type}`,
      occurredAt: iso(happened),
      shop: kind === 'bad' ? 'another' : 'demo',
      ...(kind === 'test' && { test: true }),
      ...(kind === 'history' && { history: true }),
      customer: this.#customer(at, happened),
      ...what,
    };
    this.acts.push({ at: happened, posted: Math.floor(at + late), type, kind, detail });
  }

  /** What the event says of its customer: all that the shop knows of them by then. */
  #customer(at: number, happened: number): Act['detail']['customer'] {
    const { name, standing, nextEmail, phone, place, birthday } = this.#person;
    const email = nextEmail !== undefined && at >= this.#moves ? nextEmail : this.#person.email;
    const known = standing === 'account' || (standing === 'joining' && at >= this.#signsIn);
    const { locale, country, timeZone } = place;
    const about = { locale, ...(country && { country }), ...(timeZone && { timeZone }) };
    if (standing === 'joining' && !known && this.#namelessUntilSignIn)
      return { anonymousId: `${name}-browser`, ...about };
    return {
      ...(known && { id: name }),
      ...(standing === 'joining' && this.#namelessUntilSignIn && { anonymousId: `${name}-browser` }),
      email,
      ...(known && standing === 'joining' && { verified: ['email', 'instagram'] }),
      ...(name.endsWith('3') && { instagram: `@${name}`.replaceAll(/[^a-z0-9]/gi, '_') }),
      ...(phone && { phone }),
      ...about,
      ...(birthday && { birthday }),
      consent: this.#consent(Math.min(this.#began, happened)),
    };
  }

  /** Half of those who join were nameless browsers before, the others guests. */
  get #namelessUntilSignIn(): boolean {
    return this.#person.name.charCodeAt(this.#person.name.length - 1) % 2 === 0;
  }

  #consent(at: number): NonNullable<Act['detail']['customer']['consent']> {
    const { email, sms } = this.#person.agrees;
    const word = { granted: true, at: iso(at), source: 'sign-up form' };
    return { ...(email && { email: word }), ...(sms && { sms: word }) };
  }

  #goods(id: string) {
    return { id, total, lines: [{ productId: 'tea', title: 'Tea', quantity: 1, price: total }] };
  }

  #product() {
    const id = this.#chance.pick(products);
    return { id, title: id };
  }
}

function iso(time: number): string {
  return new Date(Math.floor(time)).toISOString();
}
