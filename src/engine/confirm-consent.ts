import { addressKindOf } from '../commerce/customer/channel.ts';
import { day } from '../commerce/values/time-units.ts';
import { type ConfirmClaim, readConfirmToken } from '../links/confirm.ts';
import { isPassing } from '../model/errors.ts';
import type { Profile } from '../model/profile.ts';
import type { StoreSettings } from '../model/store-settings.ts';
import { marketingWord } from '../policy/customer/address.ts';
import {
  askedSince,
  type Confirmable,
  confirmableAt,
  confirmableDays,
  confirmConsent,
} from '../policy/customer/double-opt-in.ts';
import { namesOf } from '../policy/customer/names.ts';
import { reportConsent } from '../policy/customer/profile.ts';
import { localized } from '../templates/locale.ts';
import type { PageBrand } from '../web/branded.ts';
import {
  askToConfirmPage,
  badConfirmLinkPage,
  confirmedPage,
  expiredConfirmPage,
  notConfirmedPage,
  nothingToConfirmPage,
  withdrawnSincePage,
} from '../web/confirm/page.ts';
import { pageBrand } from './page-brand.ts';
import type { Ports } from './ports.ts';
import { changeHolder } from './record/consents.ts';
import { ownsPresent } from './record/holders.ts';

/** A request on a link that confirms an agreement. */
export interface ConfirmRequest {
  readonly method: string;
  readonly token: string | undefined;
  /** The browser's Accept-Language, for a link that says no language itself. */
  readonly language: string | undefined;
  /** What the reader chose beside what the mail asked about: topics by name, and `''` for marketing as a whole. */
  readonly also?: readonly string[] | undefined;
}

type ConfirmPorts = Pick<Ports, 'stores' | 'keys' | 'settings' | 'clock' | 'failed'>;

export interface ConfirmPage {
  readonly status: 200 | 400 | 410 | 503;
  readonly html: string;
}

/** What the page is about, and what it found. */
interface Found {
  readonly state: Confirmable;
  /** True if this very request confirmed it. */
  readonly isNews?: boolean;
  /** In clear, if it is the customer's present one. */
  readonly address?: string | undefined;
  /** What was asked for after the mail went, and waits for a choice. */
  readonly later?: readonly string[];
}

/**
 * The second step of double opt-in. POST confirms what its mail asked about, and what the reader chose of that which was
 * asked for since; any other method shows a page and
 * changes nothing. A link works for a week, takes back no opt-out, and does nothing for a customer who has taken another
 * address since. A link whose signature is not ours gets a 400, one that has ended a 410.
 */
export async function confirmByLink(request: ConfirmRequest, ports: ConfirmPorts): Promise<ConfirmPage> {
  const { keys, settings, clock, failed } = ports;
  const claim = request.token === undefined ? undefined : readConfirmToken(request.token, keys);
  const brand = pageBrand(settings, claim?.locale ?? request.language ?? settings.locales[0]);
  if (claim === undefined) return { status: 400, html: badConfirmLinkPage(brand, settings.brand.contact) };
  if (clock() >= claim.until) return { status: 410, html: expiredConfirmPage(brand, confirmableDays) };
  try {
    const also = request.method === 'POST' ? (request.also ?? []) : undefined;
    return pageFor(await find(claim, also, ports), claim, brand, settings);
  } catch (error) {
    if (!isPassing(error)) throw error;
    failed(error);
    return { status: 503, html: notConfirmedPage(brand) };
  }
}

function pageFor(
  { state, isNews = false, address, later = [] }: Found,
  { channel }: ConfirmClaim,
  brand: PageBrand,
  { topics }: Pick<StoreSettings, 'topics'>,
): ConfirmPage {
  const subject = { channel, address };
  const offered = later.flatMap((name) => {
    const topic = Object.hasOwn(topics, name) ? topics[name] : undefined;
    if (topic === undefined && name !== '') return [];
    return [{ name, ...(topic && { title: localized(topic.name, brand.locale) }) }];
  });
  const pages: Readonly<Record<Confirmable, () => string>> = {
    pending: () => askToConfirmPage(brand, subject, offered),
    confirmed: () => confirmedPage(brand, subject, !isNews, offered),
    withdrawn: () => withdrawnSincePage(brand, subject),
    void: () => nothingToConfirmPage(brand),
  };
  return { status: 200, html: pages[state]() };
}

/** What the link finds; with `also`, after confirming what it found, and that. */
async function find(claim: ConfirmClaim, also: readonly string[] | undefined, ports: ConfirmPorts): Promise<Found> {
  const confirms = also !== undefined;
  const { stores } = ports;
  const kind = addressKindOf[claim.channel];
  const { customers } = stores;
  const profile = (await (confirms ? customers.load(claim.customer) : customers.peek(claim.customer)))?.profile;
  const present = profile?.identities[kind];
  const isTheirs = present !== undefined && stores.addresses.refOf(kind, present).hash === claim.address;
  if (profile === undefined || !isTheirs) return { state: 'void' };
  const found = confirms ? await confirm(claim, profile, also, ports) : await stateNow(claim, profile, ports);
  return { ...found, address: present };
}

async function stateNow(
  { channel, address: hash, until }: ConfirmClaim,
  profile: Profile,
  { stores }: ConfirmPorts,
): Promise<Found> {
  const [read] = await stores.addresses.find([{ kind: addressKindOf[channel], hash }]);
  if (read === undefined) return { state: 'void' };
  const asked = [read.value, namesOf(profile), sentAt(until)] as const;
  return { state: confirmableAt(...asked), later: askedSince(...asked) };
}

/**
 * Confirms, and notes on the customer that they agreed with proof, unless it was to topics only. Repeating it changes
 * nothing: what they refused since stays refused.
 */
async function confirm(
  { channel, address: hash, until }: ConfirmClaim,
  profile: Profile,
  also: readonly string[],
  { stores, clock }: ConfirmPorts,
): Promise<Found> {
  const ref = { kind: addressKindOf[channel], hash };
  const names = namesOf(profile);
  const { customer } = profile;
  const [at, source] = [clock(), 'confirmation link'];
  let isNews = false;
  const confirmed = await stores.addresses.change(
    ref,
    (address) => {
      const after = confirmConsent(address, names, { customer, at, source, sent: sentAt(until), also });
      isNews = after !== address;
      return after;
    },
    { what: 'confirmation', saidAt: at, from: 'link', source, customer },
  );
  const { proven } = confirmed;
  if (proven !== undefined && marketingWord(confirmed, names) === 'granted') {
    const consent = { granted: true, at: proven, source };
    const isOwner = await ownsPresent(profile, ref.kind, stores);
    await changeHolder(customer, ref, stores, (known) => reportConsent(known, channel, consent, isOwner));
  }
  const asked = [confirmed, names, sentAt(until)] as const;
  return { state: confirmableAt(...asked), later: askedSince(...asked), isNews };
}

/** When the mail with the link went. */
function sentAt(until: number): number {
  return until - confirmableDays * day;
}
