import { addressKindOf, channels } from '../commerce/customer/channel.ts';
import { day } from '../commerce/values/time-units.ts';
import { changeToken, type PreferencesClaim, readChangeToken, readPreferencesToken } from '../links/preferences.ts';
import { unsubscribeToken } from '../links/unsubscribe.ts';
import type { Address } from '../model/address.ts';
import type { ConsentSaid } from '../model/consent-entry.ts';
import { isPassing } from '../model/errors.ts';
import type { Profile } from '../model/profile.ts';
import type { StoreSettings } from '../model/store-settings.ts';
import { suppressionOf } from '../policy/customer/address.ts';
import { hasCarried } from '../policy/customer/carrier.ts';
import { type Chosen, chooseAll, type HeldAddress, stateOf, type Visit } from '../policy/customer/choices.ts';
import { namesOf } from '../policy/customer/names.ts';
import { carries } from '../policy/customer/profile.ts';
import {
  type Back,
  type MadeChoices,
  type TakenBack,
  takeBack,
  takeOthersTopicsAlong,
  takeTopicsAlong,
  takeTopicsBack,
  takeWishesBack,
} from '../policy/customer/take-back.ts';
import { localeOf, mayWish, preferredChannel, wishOf, withWish } from '../policy/customer/wishes.ts';
import { chooseLocale, localized } from '../templates/locale.ts';
import type { FormChoices, PreferencesForm } from '../web/preferences/form.ts';
import {
  badPreferencesLinkPage,
  movedPage,
  preferencesFailedPage,
  preferencesPage,
  type ShownPreferences,
} from '../web/preferences/page.ts';
import { pageBrand } from './page-brand.ts';
import type { Ports } from './ports.ts';
import { changeHolder } from './record/consents.ts';
import { changeHolders, ownsPresent } from './record/holders.ts';

/** A request on a link to the preference page. */
export interface PreferencesRequest {
  readonly method: string;
  readonly token: string | undefined;
  /** What the form says, on POST. */
  readonly form?: PreferencesForm | undefined;
  /** The browser's Accept-Language, for a link that says no language itself. */
  readonly language: string | undefined;
}

type PreferencesPorts = Pick<Ports, 'stores' | 'keys' | 'settings' | 'clock' | 'failed'>;

export interface PreferencesAnswer {
  readonly status: 200 | 400 | 503;
  readonly html: string;
}

const source = 'preference page';
const pauseDays = 30;

/** The state of the page after a request. */
interface Turn {
  readonly notice?: ShownPreferences['notice'];
  readonly undo?: string;
}

/**
 * The preference page of one address. POST saves what the reader changed; any other method shows what applies and changes
 * nothing. The link proves the owner of the address it was sent to: the page decides about that address, and about the
 * customer's language and preferred channel only while it is their present one. At another address, which may be somebody
 * else's by now, it offers the opt-out alone. A foreign link is 400, and trouble that passes is 503.
 */
export async function managePreferences(
  request: PreferencesRequest,
  ports: PreferencesPorts,
): Promise<PreferencesAnswer> {
  const { keys, settings, failed } = ports;
  const claim = request.token === undefined ? undefined : readPreferencesToken(request.token, keys);
  const brand = pageBrand(settings, claim?.locale ?? request.language ?? settings.locales[0]);
  if (claim === undefined) return { status: 400, html: badPreferencesLinkPage(brand, settings.brand.contact) };
  try {
    return (await answer(request, claim, ports)) ?? { status: 200, html: movedPage(brand, optOutPlace(claim, ports)) };
  } catch (error) {
    if (!isPassing(error)) throw error;
    failed(error);
    return { status: 503, html: preferencesFailedPage(brand) };
  }
}

/** The page; undefined when the address is the customer's no more. */
async function answer(
  { method, form }: PreferencesRequest,
  claim: PreferencesClaim,
  ports: PreferencesPorts,
): Promise<PreferencesAnswer | undefined> {
  const before = await holdingOf(claim, ports);
  if (before === undefined) return undefined;
  if (method !== 'POST' || form === undefined) return { status: 200, html: pageOf(claim, before, {}, ports) };
  const turn = await take(form, claim, before, ports);
  const after = await holdingOf(claim, ports);
  return after && { status: 200, html: pageOf(claim, after, turn, ports) };
}

/** The customer and what is known of the address, if the customer still has it. */
async function holdingOf({ customer, channel, address }: PreferencesClaim, { stores }: PreferencesPorts) {
  const kind = addressKindOf[channel];
  const profile = (await stores.customers.peek(customer))?.profile;
  const value = profile?.identities[kind];
  if (profile === undefined || value === undefined) return undefined;
  const ref = stores.addresses.refOf(kind, value);
  if (ref.hash !== address) return undefined;
  const [read] = await stores.addresses.find([ref]);
  return read && { profile, channel, address: value, known: read.value };
}

/** An opt-out is taken from every link. Whatever else it chooses here must come from one who carries the address since. */
async function take(
  form: PreferencesForm,
  claim: PreferencesClaim,
  before: HeldAddress,
  ports: PreferencesPorts,
): Promise<Turn> {
  if (form.asks === 'undo') {
    const isCarrier = await carriesSince(claim, before, ports.stores);
    return isCarrier ? undo(form.proof, claim, before, ports) : { notice: 'not-undone' };
  }
  const choices = form.asks === 'less' ? { less: true } : chosenIn(form, ports.settings);
  const offs = offsIn(choices);
  if (offs === undefined || (await carriesSince(claim, before, ports.stores)))
    return save(choices, claim, before, ports);
  return { ...(await save(offs, claim, before, ports)), notice: 'off-only' };
}

/** The choices without those that do more than switch topics off; undefined if there is none of those. */
function offsIn({ topics = {}, less, paused, ...wishes }: Choices): Choices | undefined {
  const off = Object.entries(topics).filter(([, choice]) => choice === 'off');
  const isAll = off.length === Object.keys(topics).length && less === undefined && paused === undefined;
  return isAll ? undefined : { ...wishes, topics: Object.fromEntries(off) };
}

/**
 * True if the customer has carried the address since the link was sent: who gives it up and types it again does not own what
 * its next owner has chosen. Where nothing tells, it has to lead to the customer, or to nobody.
 */
async function carriesSince(
  { issuedAt, channel }: PreferencesClaim,
  { profile, known, address }: HeldAddress,
  stores: PreferencesPorts['stores'],
): Promise<boolean> {
  const names = namesOf(profile);
  const carried = issuedAt === undefined ? undefined : hasCarried(known, names, issuedAt);
  if (carried !== undefined) return carried;
  const kind = addressKindOf[channel];
  const owner = (await stores.identities.find({ [kind]: address }))[0]?.owner;
  if (owner === undefined || names.includes(owner)) return true;
  const other = (await stores.customers.peek(owner))?.profile;
  return other === undefined || other.customer === profile.customer || !carries(other, kind, address);
}

/** What the reader changed of what the page showed. */
function chosenIn({ shown, chosen }: Extract<PreferencesForm, { asks: 'save' }>, { topics, locales }: StoreSettings) {
  const isOn = (choices: FormChoices, topic: string) => choices.topics.includes(topic);
  const changed = Object.keys(topics).filter((topic) => isOn(shown, topic) !== isOn(chosen, topic));
  const locale = locales.find((one) => one === chosen.locale);
  return {
    topics: Object.fromEntries(
      changed.map((topic) => [topic, isOn(chosen, topic) ? ('on' as const) : ('off' as const)]),
    ),
    ...(chosen.less !== shown.less && { less: chosen.less }),
    ...(chosen.paused !== shown.paused && { paused: chosen.paused }),
    ...(locale !== undefined && locale !== shown.locale && { locale }),
    ...(chosen.channel !== undefined && chosen.channel !== shown.channel && { channel: chosen.channel }),
  };
}

type Choices = Omit<Chosen, 'until'> & {
  readonly paused?: boolean;
  readonly locale?: string;
  readonly channel?: FormChoices['channel'];
};

async function save(
  { paused, locale, channel, ...choices }: Choices,
  claim: PreferencesClaim,
  before: HeldAddress,
  { stores, keys, clock }: PreferencesPorts,
): Promise<Turn> {
  const at = clock();
  const { customer } = claim;
  const chosen = { ...choices, ...(paused !== undefined && { until: paused ? at + pauseDays * day : null }) };
  let visit = chooseAll(before, chosen, at, { source, customer });
  const said = saidBy(choices, paused, at, customer);
  // A page that is saved untouched says nothing, so the ledger has no entry of it.
  if (visit.address !== before.known) {
    await stores.addresses.change(
      refOf(claim),
      (known) => {
        visit = chooseAll({ ...before, known }, chosen, at, { source, customer });
        return visit.address;
      },
      said,
    );
  }
  await noteTopics(claim, visit, before, stores);
  const wishes = await saveWishes({ locale, channel }, claim, stores, at);
  const change = { ...visit.made, ...wishes };
  if (Object.keys(change).length === 0) return { notice: 'unchanged' };
  return { notice: 'saved', undo: changeToken({ claim, at, change }, keys) };
}

/** Notes on everybody who carries the address which topics were switched. */
async function noteTopics(
  claim: PreferencesClaim,
  { address, noted }: Pick<Visit, 'address' | 'noted'>,
  { profile }: HeldAddress,
  stores: PreferencesPorts['stores'],
): Promise<void> {
  const { customer, channel } = claim;
  const hasOn = Object.keys({ ...noted.chosen, ...noted.agreed }).length > 0;
  if (Object.keys({ ...noted.off }).length === 0 && !hasOn) return;
  const ref = refOf(claim);
  const isOwner = hasOn && (await ownsPresent(profile, ref.kind, stores));
  const note = (known: Profile) => takeTopicsAlong(known, channel, noted, isOwner);
  const noteOnOthers = (known: Profile) => takeOthersTopicsAlong(known, channel, noted);
  await changeHolders({ ref, address, customer }, stores, note, noteOnOthers);
}

/** What the reader said, for the ledger: named by the weightiest of the choices that one click made. */
function saidBy(
  { topics = {} }: Omit<Chosen, 'until'>,
  paused: boolean | undefined,
  at: number,
  customer: string,
): ConsentSaid {
  const names = Object.keys(topics);
  const what = names.length > 0 ? 'choice' : paused === undefined ? 'less-often' : 'pause';
  return { what, ...(names.length > 0 && { topics: names }), saidAt: at, from: 'link', source, customer };
}

/** Writes nothing when neither is chosen. @returns the choices before, of those that have changed */
async function saveWishes(
  { locale, channel }: Pick<Choices, 'locale' | 'channel'>,
  claim: PreferencesClaim,
  stores: PreferencesPorts['stores'],
  at: number,
): Promise<Pick<MadeChoices, 'locale' | 'channel'>> {
  let before: Pick<MadeChoices, 'locale' | 'channel'> = {};
  if (locale === undefined && channel === undefined) return before;
  await changeHolder(claim.customer, refOf(claim), stores, (profile) => {
    const chosen = { at, kind: addressKindOf[claim.channel] };
    const spoken = locale === undefined ? profile : withWish(profile, 'locale', locale, chosen);
    const after =
      channel === undefined ? spoken : withWish(spoken, 'channel', channel === '' ? undefined : channel, chosen);
    const wasLocale = wishOf(profile, 'locale')?.value;
    const wasChannel = wishOf(profile, 'channel')?.value;
    before = {
      ...(spoken !== profile && wasLocale !== locale && { locale: wasLocale ?? null }),
      ...(after !== spoken && (wasChannel ?? '') !== channel && { channel: wasChannel ?? null }),
    };
    return after;
  });
  return before;
}

/** Takes a change back that this page made for this very address. */
async function undo(
  proof: string,
  claim: PreferencesClaim,
  before: HeldAddress,
  { stores, keys, clock }: PreferencesPorts,
): Promise<Turn> {
  const change = readChangeToken<MadeChoices>(proof, keys);
  if (change === undefined || !isSame(change.claim, claim)) return { notice: 'not-undone' };
  const { customer } = claim;
  const at = clock();
  const choices = change.change;
  const taken: TakenBack = { customer, madeAt: change.at, choices };
  const said: ConsentSaid = { what: 'undo', saidAt: at, from: 'link', source, customer };
  let back = takeBack(before.known, taken, at);
  if (back.address !== before.known) {
    await stores.addresses.change(
      refOf(claim),
      (known) => {
        back = takeBack(known, taken, at);
        return back.address;
      },
      said,
    );
  }
  await noteTopicsBack(claim, back, change.at, stores);
  let isUndone = back.isBack;
  if (choices.locale !== undefined || choices.channel !== undefined)
    await changeHolder(customer, refOf(claim), stores, (profile) => {
      const after = takeWishesBack(profile, addressKindOf[claim.channel], taken, at);
      isUndone ||= after !== profile;
      return after;
    });
  return { notice: isUndone ? 'undone' : 'not-undone' };
}

/**
 * Notes on everybody who carries the address which topics are there as they were, also when an earlier call died before it
 * did. Nothing was switched on for the others.
 */
async function noteTopicsBack(
  claim: PreferencesClaim,
  { address, topics }: Back,
  madeAt: number,
  stores: PreferencesPorts['stores'],
): Promise<void> {
  const { customer, channel } = claim;
  const { off = [], on = {} } = topics;
  if (off.length === 0 && Object.keys(on).length === 0) return;
  const note = (known: Profile) => takeTopicsBack(known, channel, topics, madeAt);
  const noteOnOthers = (known: Profile) => takeTopicsBack(known, channel, { off }, madeAt);
  await changeHolders({ ref: refOf(claim), address, customer }, stores, note, noteOnOthers);
}

function isSame(one: PreferencesClaim, other: PreferencesClaim): boolean {
  return one.customer === other.customer && one.channel === other.channel && one.address === other.address;
}

function refOf({ channel, address }: PreferencesClaim) {
  return { kind: addressKindOf[channel], hash: address };
}

/** Where the form to opt out of everything is posted to, seen from this page. */
function optOutPlace({ customer, channel, locale, address }: PreferencesClaim, { keys }: PreferencesPorts): string {
  return `unsubscribe?t=${unsubscribeToken({ customer, channel, locale, address }, keys)}`;
}

function pageOf(
  claim: PreferencesClaim,
  holding: HeldAddress & { readonly address: string },
  turn: Turn,
  ports: PreferencesPorts,
): string {
  const { settings, clock } = ports;
  const { profile, known, address } = holding;
  const now = clock();
  const wished = localeOf(profile);
  const locale = chooseLocale(wished, settings.locales);
  // The link speaks the message's language, until the reader chooses one here.
  const brand = pageBrand(settings, wishOf(profile, 'locale')?.value ?? claim.locale);
  const chooses = mayWish(profile, addressKindOf[claim.channel]);
  return preferencesPage(brand, {
    address,
    ...stateShown(holding, settings, brand.locale, now),
    locale,
    locales: chooses ? settings.locales : [],
    channels: channels.filter((one) => chooses && profile.identities[addressKindOf[one]] !== undefined),
    channel: preferredChannel(profile),
    closed: isClosed(known),
    unsubscribe: optOutPlace(claim, ports),
    ...turn,
  });
}

function isClosed(known: Address): boolean {
  return suppressionOf(known) !== undefined;
}

function stateShown(holding: HeldAddress, settings: StoreSettings, locale: string, now: number) {
  const { topics, less, pausedUntil } = stateOf(holding, settings.topics, now);
  return {
    topics: Object.entries(settings.topics).map(([name, { name: title, about }]) => ({
      name,
      title: localized(title, locale),
      about: about && localized(about, locale),
      on: topics[name] ?? false,
    })),
    less,
    paused: pausedUntil === undefined ? undefined : dayIn(pausedUntil, locale, zoneOf(holding.profile, settings)),
  };
}

function zoneOf({ timeZone }: Profile, settings: StoreSettings): string {
  return timeZone ?? settings.timeZone;
}

function dayIn(instant: number, locale: string, timeZone: string): string {
  return new Intl.DateTimeFormat(locale, { timeZone, month: 'long', day: 'numeric' }).format(instant);
}
