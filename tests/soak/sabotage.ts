import { noSwitches } from '../../src/model/switches.ts';
import { nounOf } from '../../src/stores/item-keys.ts';
import type { Key, Stored, Table } from '../../src/stores/table.ts';
import { type Tampering, wholeShop } from './shop/live.ts';

/** Worlds that are broken on purpose, so that it is seen that the auditor finds it. */
export const sabotages = {
  /** The table forgets every opt-out that a page confirms. */
  ignoresOptOuts: () => ({
    around: (table: Table) => new Tampered(table, { keeps: (value) => !optsOut(value) }),
  }),
  /** As many offers a day as there are. */
  ignoresCaps: () => withSettings({ caps: { marketingPerDay: 99 }, gaps: {} }),
  /** Only the day counts: no week, no month, no channel, no topic. */
  ignoresLongCaps: () => withSettings({ caps: { marketingPerDay: 1 } }),
  /** The shop never closes. */
  ignoresHours: () => withSettings({ hours: {} }),
  /** Everybody lives by the clock of Tokyo, so that texts come at any hour of the law elsewhere. */
  mistakesClocks: () => ({ around: (table: Table) => new Tampered(table, { reads: inTokyo }) }),
  /** What is read of an address lacks the choices of its owner: topics, how often, a pause. */
  ignoresWishes: () => ({ around: (table: Table) => new Tampered(table, { reads: withoutWishes }) }),
  /** Nobody looks at the switches. */
  ignoresSwitches: () => ({ around: (table: Table) => new Tampered(table, { reads: withNothingPaused }) }),
  /** No entry gets into the ledger of consent. */
  losesProofs: () => ({
    around: (table: Table) => new Tampered(table, { keeps: (_, key) => nounOf(key) !== 'consent' }),
  }),
  /** What has yet to be confirmed is read as an agreement. */
  trustsWhatIsTyped: () => ({ around: (table: Table) => new Tampered(table, { reads: withAskedAsAgreed }) }),
  /** Nobody remembers that a mail may ask for a confirmation, so none does. */
  asksNobody: () => ({ around: (table: Table) => new Tampered(table, { reads: withoutMails }) }),
  /** It is never night. */
  ignoresQuietHours: () => withSettings({ quietHours: { from: '00:00', to: '00:00' }, hours: {} }),
  /** No claim and no line of the ledger is ever read, so that whoever tries again sends again. */
  ignoresClaims: () => ({ around: (table: Table) => new Tampered(table, { reads: withoutClaims }) }),
  /** Every customer has somebody else's address. */
  mixesAddresses: () => ({ around: (table: Table) => new Tampered(table, { reads: atAnotherAddress }) }),
  /** No line of the ledger says that a message has arrived, so that it goes by the other channel, too. */
  ignoresArrivals: () => ({ around: (table: Table) => new Tampered(table, { reads: withoutArrival }) }),
  /** No profile is replaced by the mark of its erasure, so that its customer goes on as before. */
  forgetsErasures: () => ({ around: (table: Table) => new Tampered(table, { keeps: (value) => !isErased(value) }) }),
  /** Nobody asks whether a parcel has arrived. */
  ignoresParcels: ignoringParcels,
} satisfies Readonly<Record<string, () => Tampering>>;

/** The table between a world and its functions, which does not tell the truth. */
class Tampered implements Table {
  readonly #table: Table;
  readonly #reads: (item: Stored<unknown>) => Stored<unknown> | undefined;
  readonly #keeps: (value: unknown, key: Key) => boolean;

  constructor(
    table: Table,
    lies: {
      readonly reads?: (item: Stored<unknown>) => Stored<unknown> | undefined;
      readonly keeps?: (value: unknown, key: Key) => boolean;
    },
  ) {
    this.#table = table;
    this.#reads = lies.reads ?? ((item) => item);
    this.#keeps = lies.keeps ?? (() => true);
  }

  async get(key: Key) {
    const item = await this.#table.get(key);
    return item && this.#reads(item);
  }

  async getMany(keys: readonly Key[]) {
    return (await this.#table.getMany(keys)).flatMap((item) => this.#reads(item) ?? []);
  }

  async range(pk: string, from: string, to: string, limit?: number) {
    return (await this.#table.range(pk, from, to, limit)).flatMap((item) => this.#reads(item) ?? []);
  }

  scan(...args: Parameters<Table['scan']>) {
    return this.#table.scan(...args);
  }

  delete(...args: Parameters<Table['delete']>) {
    return this.#table.delete(...args);
  }

  size() {
    return this.#table.size();
  }

  takePlace(...args: Parameters<Table['takePlace']>) {
    return this.#table.takePlace(...args);
  }

  giveBackPlace(...args: Parameters<Table['giveBackPlace']>) {
    return this.#table.giveBackPlace(...args);
  }

  async put(key: Key, value: unknown, rev: number) {
    return this.#keeps(value, key) ? this.#table.put(key, value, rev) : rev + 1;
  }
}

function optsOut(value: unknown): boolean {
  return /"withdrawn"|"unsubscribe link"/.test(JSON.stringify(value));
}

function isErased(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'erased' in value;
}

function withoutClaims(item: Stored<unknown>): Stored<unknown> | undefined {
  const noun = nounOf(item);
  if (noun !== 'profile' && noun !== 'address') return item;
  return { ...item, value: { ...(item.value as object), claims: {} } }; // both are objects with claims
}

function withoutWishes(item: Stored<unknown>): Stored<unknown> {
  if (nounOf(item) !== 'address') return item;
  const { topics: _topics, less: _less, paused: _paused, ...value } = item.value as Record<string, unknown>; // an address
  return { ...item, value };
}

function withoutArrival(item: Stored<unknown>): Stored<unknown> {
  if (nounOf(item) !== 'message') return item;
  const { feedback, ...line } = item.value as { readonly feedback?: object }; // a line of the ledger
  return { ...item, value: line };
}

function withAskedAsAgreed(item: Stored<unknown>): Stored<unknown> {
  if (nounOf(item) !== 'address') return item;
  const text = JSON.stringify(item.value).replaceAll('"asked":', '"agreed":');
  return { ...item, value: JSON.parse(text) };
}

function withoutMails(item: Stored<unknown>): Stored<unknown> {
  if (nounOf(item) !== 'address') return item;
  const { confirmations: _mails, ...value } = item.value as Record<string, unknown>; // an address
  return { ...item, value };
}

function withNothingPaused(item: Stored<unknown>): Stored<unknown> {
  return nounOf(item) === 'switches' ? { ...item, value: noSwitches } : item;
}

function inTokyo(item: Stored<unknown>): Stored<unknown> {
  if (nounOf(item) !== 'profile') return item;
  const { said, ...profile } = item.value as { readonly said?: object }; // a profile
  return {
    ...item,
    value: { ...profile, timeZone: 'Asia/Tokyo', said: { ...said, timeZone: Number.MAX_SAFE_INTEGER } },
  };
}

function atAnotherAddress(item: Stored<unknown>): Stored<unknown> {
  const { contact, ...value } = item.value as { contact?: { email?: string } }; // whatever item it is
  if (contact?.email === undefined) return item;
  return { ...item, value: { ...value, contact: { email: 'somebody.else@example.com' } } };
}

function withSettings(settings: object): Tampering {
  const plan = wholeShop();
  return { plan: { ...plan, settings: { ...plan.settings, ...settings } } };
}

function ignoringParcels(): Tampering {
  const plan = wholeShop();
  const request = plan.messages['review-request'] ?? {};
  const asking = Object.entries(request).map(([name, { asks: _asks, ...message }]) => [name, message]);
  const journeys = plan.journeys.map(({ rules, definition, ...rest }) => {
    const { awaitsParcels: _awaits, ...starts } = rules.starts;
    return { ...rest, rules: { ...rules, starts }, definition: definition.replaceAll(/,\s*"needs": "delivery"/g, '') };
  });
  return { plan: { ...plan, journeys, messages: { ...plan.messages, 'review-request': Object.fromEntries(asking) } } };
}
