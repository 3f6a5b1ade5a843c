import { addressKindOf } from '../commerce/customer/channel.ts';
import { day } from '../commerce/values/time-units.ts';
import { type ConfirmClaim, readConfirmToken } from '../links/confirm.ts';
import { isPassing } from '../model/errors.ts';
import type { Profile } from '../model/profile.ts';
import { marketingWord } from '../policy/customer/address.ts';
import { type Confirmable, confirmableAt, confirmableDays, confirmConsent } from '../policy/customer/double-opt-in.ts';
import { namesOf } from '../policy/customer/names.ts';
import { reportConsent } from '../policy/customer/profile.ts';
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
}

/**
 * The second step of double opt-in. POST confirms what its mail asked about; any other method shows a page and
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
    return pageFor(await find(claim, request.method === 'POST', ports), claim, brand);
  } catch (error) {
    if (!isPassing(error)) throw error;
    failed(error);
    return { status: 503, html: notConfirmedPage(brand) };
  }
}

function pageFor({ state, isNews = false, address }: Found, { channel }: ConfirmClaim, brand: PageBrand): ConfirmPage {
  const subject = { channel, address };
  const pages: Readonly<Record<Confirmable, () => string>> = {
    pending: () => askToConfirmPage(brand, subject),
    confirmed: () => confirmedPage(brand, subject, !isNews),
    withdrawn: () => withdrawnSincePage(brand, subject),
    void: () => nothingToConfirmPage(brand),
  };
  return { status: 200, html: pages[state]() };
}

/** What the link finds; with `confirms`, after confirming what it found. */
async function find(claim: ConfirmClaim, confirms: boolean, ports: ConfirmPorts): Promise<Found> {
  const { stores } = ports;
  const kind = addressKindOf[claim.channel];
  const { customers } = stores;
  const profile = (await (confirms ? customers.load(claim.customer) : customers.peek(claim.customer)))?.profile;
  const present = profile?.identities[kind];
  const isTheirs = present !== undefined && stores.addresses.refOf(kind, present).hash === claim.address;
  if (profile === undefined || !isTheirs) return { state: 'void' };
  const found = confirms ? await confirm(claim, profile, ports) : await stateNow(claim, profile, ports);
  return { ...found, address: present };
}

async function stateNow(
  { channel, address: hash, until }: ConfirmClaim,
  profile: Profile,
  { stores }: ConfirmPorts,
): Promise<Found> {
  const [read] = await stores.addresses.find([{ kind: addressKindOf[channel], hash }]);
  return { state: read === undefined ? 'void' : confirmableAt(read.value, namesOf(profile), sentAt(until)) };
}

/**
 * Confirms, and notes on the customer that they agreed with proof, unless it was to topics only. Repeating it changes
 * nothing: what they refused since stays refused.
 */
async function confirm(
  { channel, address: hash, until }: ConfirmClaim,
  profile: Profile,
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
      const after = confirmConsent(address, names, { customer, at, source, sent: sentAt(until) });
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
  return { state: confirmableAt(confirmed, names, sentAt(until)), isNews };
}

/** When the mail with the link went. */
function sentAt(until: number): number {
  return until - confirmableDays * day;
}
