import type { AddressKind } from '../../commerce/customer/channel.ts';
import type { ConsentOrigin } from '../../commerce/customer/consent-origin.ts';
import type { ChannelConsent } from '../../commerce/customer/customer.ts';
import { day } from '../../commerce/values/time-units.ts';
import type { Address, ConfirmationMail, TopicWords } from '../../model/address.ts';
import type { StoreSettings } from '../../model/store-settings.ts';
import { marketingWord, shownOptOutsOf, suppressionOf } from './address.ts';
import { proveConsent } from './address-proof.ts';
import { changeTopic, topicAt } from './address-topics.ts';
import { closedBy, isLater, lastOf, withWord, wordOf } from './address-words.ts';
import { leftAt } from './carrier.ts';

/** A link confirms for so long. An agreement that is older when it is heard of is asked about no more. */
export const confirmableDays = 7;

/** At most so many mails ask at one address, one a day, whoever names it and however often. */
const mostMails = 3;

/** A mail is forgotten after so long: then the address may be asked again. */
const rememberedDays = 365;

/** Places of which the shop says that the customer has proven the address there, or had agreed before. */
const vouchedFor: readonly (ConsentOrigin | undefined)[] = ['import', 'link', 'keyword'];

/**
 * True if an agreement without proof counts only once the address has confirmed it.
 * @param word as an event says it
 * @param isHistory true if the event is an import of what was long before
 */
export function needsConfirmation(
  kind: AddressKind,
  { from, confirmed }: Pick<ChannelConsent, 'from' | 'confirmed'>,
  { doubleOptIn = [] }: Pick<StoreSettings, 'doubleOptIn'>,
  isHistory = false,
): boolean {
  return doubleOptIn.includes(kind) && !vouchedFor.includes(from) && confirmed !== true && !isHistory;
}

/**
 * When an agreement was given that the address has yet to confirm; undefined if there is none: it counts already, or an
 * opt-out came after it that shows whose it is. Epoch milliseconds.
 * @param customers the keys of the customer, and of those who turned out to be this one; everybody, if left out
 */
export function pendingSince(
  words: TopicWords,
  customers: readonly string[] = Object.keys(words.words),
): number | undefined {
  const address: Address = { ...words, claims: {} };
  if (shownOptOutsOf(address).length > 0 || marketingWord(address, customers) === 'granted') return undefined;
  return lastOf(...customers.map((customer) => askedOf(address, customer)));
}

function askedOf(address: Address, customer: string): number | undefined {
  const { asked, left, declined, agreed } = wordOf(address, customer) ?? {};
  const closed = Object.values(address.words).map(closedBy);
  return isLater(asked, lastOf(left, declined, agreed, ...closed)) ? asked : undefined;
}

/** Marketing as a whole, beside the names of topics. */
const whole = '';

/** What is pending of the customer, and since when: of topics by name, and of marketing as a whole. */
function pendingIn(address: Address, customers: readonly string[]): ReadonlyMap<string, number> {
  if (suppressionOf(address) !== undefined || shownOptOutsOf(address).length > 0) return new Map();
  const topics = Object.keys(address.topics ?? {}).map((topic) => [topic, topicAt(address, topic)] as const);
  const since = [[whole, address] as const, ...topics].flatMap(([name, words]) => {
    const asked = pendingSince(words, customers);
    return asked === undefined ? [] : [[name, asked] as const];
  });
  return new Map(since);
}

/** The same for a link that was sent then: nothing, if the customer has given the address up since. */
function pendingFor(address: Address, customers: readonly string[], sent: number): ReadonlyMap<string, number> {
  const left = leftAt(address, customers);
  return left !== undefined && left >= sent ? new Map() : pendingIn(address, customers);
}

/**
 * Of that, what a mail asked about: what was pending when the right to it was taken, and what was asked for until it went.
 * @param sent when the mail went, at the latest; epoch milliseconds
 */
function askedIn(address: Address, customers: readonly string[], sent: number): string[] {
  const mails = (address.confirmations ?? []).filter((mail) => mail.at <= sent && isTo(mail, customers));
  const isAbout = (name: string) => mails.some(({ about }) => about === undefined || about.includes(name));
  return [...pendingFor(address, customers, sent)].flatMap(([name, asked]) =>
    asked <= sent || isAbout(name) ? [name] : [],
  );
}

/** What is pending beside what a mail that went then asked about: topics by name, and `''` for marketing as a whole. */
export function askedSince(address: Address, customers: readonly string[], sent: number): string[] {
  const asked = askedIn(address, customers, sent);
  return [...pendingFor(address, customers, sent).keys()].filter((name) => !asked.includes(name));
}

/**
 * The address with the right to send one mail that asks the customer to confirm; the same object where none may go: nothing
 * is pending, it was asked about this agreement before, today, or three times, or the agreement is too old.
 */
export function askToConfirm(address: Address, customers: readonly string[], now: number): Address {
  const pending = pendingIn(address, customers);
  const asked = lastOf(...pending.values());
  if (asked === undefined || asked <= now - confirmableDays * day) return address;
  const mails = (address.confirmations ?? []).filter(({ at }) => at > now - rememberedDays * day);
  const isKnown = mails.some((mail) => mail.at > now - day || (mail.asked === asked && isTo(mail, customers)));
  if (isKnown || mails.length >= mostMails) return address;
  const [customer] = customers;
  const mail = { ...(customer && { customer }), asked, at: now, about: [...pending.keys()] };
  return { ...address, confirmations: [...mails, mail] };
}

function isTo({ customer }: ConfirmationMail, customers: readonly string[]): boolean {
  return customer !== undefined && customers.includes(customer);
}

/**
 * When the mails are due that ask the customer about an agreement of that time, or about a later one that is pending as well:
 * an older agreement that is told late may be what takes the right to them. Epoch milliseconds.
 */
export function mailsAbout({ confirmations = [] }: Address, customers: readonly string[], asked: number): number[] {
  return confirmations.filter((mail) => mail.asked >= asked && isTo(mail, customers)).map(({ at }) => at);
}

/** True if the address has yet to confirm an agreement of the customer, and the mail that was due then may ask for it. */
export function mayAsk(address: Address, customers: readonly string[], due: number): boolean {
  const isClaimed = (address.confirmations ?? []).some((mail) => mail.at === due && isTo(mail, customers));
  return isClaimed && pendingIn(address, customers).size > 0;
}

/** What a link that asks to confirm finds: `void` where nothing is left to confirm. */
export type Confirmable = 'pending' | 'confirmed' | 'withdrawn' | 'void';

/** What a link that was sent to the address finds there. @param sent when its mail went; epoch milliseconds */
export function confirmableAt(
  address: Address,
  customers: readonly string[],
  sent = Number.POSITIVE_INFINITY,
): Confirmable {
  if (suppressionOf(address) !== undefined || shownOptOutsOf(address).length > 0) return 'withdrawn';
  if (askedIn(address, customers, sent).length > 0) return 'pending';
  const topics = Object.keys(address.topics ?? {}).map((topic) => topicAt(address, topic));
  const words = [address, ...topics].map((one) => marketingWord(one, customers));
  if (words.includes('granted')) return 'confirmed';
  return words.includes('withdrawn') ? 'withdrawn' : 'void';
}

interface Confirmation {
  readonly customer: string;
  readonly at: number;
  readonly source: string;
  readonly sent?: number;
  /** What its owner chose beside that on the page, of {@link askedSince}. */
  readonly also?: readonly string[];
}

/**
 * The address after its owner confirmed through a link that was sent to it: what its mail asked about is proven, and what they
 * chose beside it. The same
 * object when nothing of that is pending: an opt-out that came later stays.
 * @param customer in whose name it was asked
 * @param sent when the mail went; epoch milliseconds
 */
export function confirmConsent(
  address: Address,
  customers: readonly string[],
  { customer, at, source, sent = Number.POSITIVE_INFINITY, also = [] }: Confirmation,
): Address {
  const chosen = askedSince(address, customers, sent).filter((name) => also.includes(name));
  const names = [...askedIn(address, customers, sent), ...chosen];
  const confirm = (words: Address) => {
    const asked = pendingSince(words, customers);
    if (asked === undefined) return words;
    const known = customers.filter((one) => askedOf(words, one) !== undefined);
    const agreed = known.reduce(
      (all, one) => withWord(all, one, { ...wordOf(all, one), agreed: Math.max(at, asked) }),
      words,
    );
    return proveConsent(agreed, Math.max(at, asked), source, customer);
  };
  return names.reduce((all, name) => (name === whole ? confirm(all) : changeTopic(all, name, confirm)), address);
}
