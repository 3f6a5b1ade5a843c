import { type AddressKind, addressKinds, type Channel } from '../../commerce/customer/channel.ts';
import { normalise } from '../../commerce/customer/identity.ts';
import type { Profile, TypedWishes, Wish, Wishes } from '../../model/profile.ts';
import { isRenewed } from './undoable.ts';

type Wisher = Pick<Profile, 'wishes' | 'identities' | 'said'>;
type AllWishes = NonNullable<Profile['wishes']>;

/** The language that the customer chose, else the one that events name. */
export function localeOf(profile: Wisher & Pick<Profile, 'locale'>): string | undefined {
  return wishOf(profile, 'locale')?.value ?? profile.locale;
}

/** The channel that the customer prefers, if they chose one. */
export function preferredChannel(profile: Wisher): Channel | undefined {
  return wishOf(profile, 'channel')?.value;
}

/** The choice that is in force: the one with proof, else the last one through an address that the customer has. */
export function wishOf<Name extends keyof Wishes>(profile: Wisher, name: Name): Wishes[Name] {
  const { typed = {}, ...proven } = heldWishes(profile, profile).wishes ?? {};
  if (proven[name] !== undefined || isProven(profile)) return proven[name];
  const good = addressKinds.flatMap((kind) => {
    const known = typed[kind];
    return known !== undefined && known.address === addressOf(profile, kind) ? [known] : [];
  });
  return good.reduce<Wishes>(laterWishes, {})[name];
}

/**
 * The profile after a choice, which outranks every earlier one. One through an address that may be anybody's outranks none
 * with proof, and says nothing of a customer of whom another address, or an account, is proven. One that is made again while
 * the first can be taken back counts as a later one.
 * @param value undefined takes the choice back
 * @param kind of which kind the address is whose link was used
 * @returns the same object when nothing changes
 */
export function withWish<Name extends keyof Wishes>(
  profile: Profile,
  name: Name,
  value: NonNullable<Wishes[Name]>['value'],
  { at, kind }: { readonly at: number; readonly kind: AddressKind },
): Profile {
  const { wishes = {} } = profile;
  const address = addressOf(profile, kind);
  const isTyped = profile.said[kind] === undefined;
  const known = wishOf(profile, name);
  const isKnown = known?.value === value && !isRenewed(known?.at, at);
  if (!mayWish(profile, kind) || address === undefined || isKnown) return profile;
  const later = Math.max(at, (known?.at ?? Number.NEGATIVE_INFINITY) + 1);
  const wish = { at: later, ...(value !== undefined && { value }) };
  if (!isTyped) return { ...profile, wishes: { ...wishes, [name]: wish } };
  if (wishes[name] !== undefined) return profile;
  const before = wishes.typed?.[kind]?.address === address ? wishes.typed[kind] : {};
  return {
    ...profile,
    wishes: { ...wishes, typed: { ...wishes.typed, [kind]: { ...before, address, [name]: wish } } },
  };
}

/** True if a link to the customer's address of that kind may choose for them: it is proven, or nothing else of theirs is. */
export function mayWish(profile: Pick<Profile, 'identities' | 'said'>, kind: AddressKind): boolean {
  return profile.said[kind] !== undefined || !isProven(profile);
}

/** True if something shows who the customer is: an account, or an address. */
function isProven({ identities, said }: Pick<Profile, 'identities' | 'said'>): boolean {
  return identities.id !== undefined || addressKinds.some((kind) => said[kind] !== undefined);
}

/**
 * The choices of a profile as they are good for what became of it. Those through an address that was typed wait until that is
 * proven to be the customer's, in whatever order events come, and then count as all others. They go once another is.
 */
export function heldWishes(
  { wishes: { typed = {}, ...proven } = {} }: Pick<Profile, 'wishes'>,
  after: Pick<Profile, 'identities' | 'said'>,
): Pick<Profile, 'wishes'> {
  const of = Object.entries(typed) as [AddressKind, TypedWishes][]; // its keys are such kinds
  const isTheirs = ([kind, { address }]: [AddressKind, TypedWishes]) => address === addressOf(after, kind);
  const shown = of.filter(([kind]) => after.said[kind] !== undefined);
  const own = shown.filter(isTheirs).map(([, { address: _address, ...wishes }]) => wishes);
  return wishesOf(own.reduce(laterWishes, proven), Object.fromEntries(of.filter((one) => !shown.includes(one))));
}

function addressOf({ identities }: Pick<Profile, 'identities'>, kind: AddressKind): string | undefined {
  const value = identities[kind];
  return value === undefined ? undefined : normalise(kind, value);
}

function wishesOf(proven: Wishes, typed: NonNullable<AllWishes['typed']>): Pick<Profile, 'wishes'> {
  const isEmpty = Object.keys(typed).length === 0;
  if (isEmpty && proven.locale === undefined && proven.channel === undefined) return {};
  return { wishes: { ...proven, ...(!isEmpty && { typed }) } };
}

/** The choices of two profiles of one customer: of each the later. */
export function joinWishes(one: Pick<Profile, 'wishes'>, other: Pick<Profile, 'wishes'>): Pick<Profile, 'wishes'> {
  const [{ typed: typedHere = {}, ...here } = {}, { typed: typedThere = {}, ...there } = {}] = [
    one.wishes,
    other.wishes,
  ];
  const typed = addressKinds.flatMap((kind) => {
    const joined = laterTyped(typedHere[kind], typedThere[kind]);
    return joined === undefined ? [] : [[kind, joined] as const];
  });
  return wishesOf(laterWishes(here, there), Object.fromEntries(typed));
}

/** The choices made before the time. */
export function wishesBefore({ wishes }: Pick<Profile, 'wishes'>, at: number): Pick<Profile, 'wishes'> {
  const isBefore = (wish: Wish<unknown> | undefined) => wish !== undefined && wish.at < at;
  const before = ({ locale, channel }: Wishes): Wishes => ({
    ...(isBefore(locale) && locale && { locale }),
    ...(isBefore(channel) && channel && { channel }),
  });
  const { typed = {}, ...proven } = wishes ?? {};
  const kept = Object.entries(typed).flatMap(([kind, { address, ...chosen }]) => {
    const left = before(chosen);
    return Object.keys(left).length === 0 ? [] : [[kind, { address, ...left }] as const];
  });
  return wishesOf(before(proven), Object.fromEntries(kept));
}

/** Of two addresses of a kind the choices through the one that was used last. */
function laterTyped(one: TypedWishes | undefined, other: TypedWishes | undefined): TypedWishes | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  if (one.address === other.address) return { address: one.address, ...laterWishes(one, other) };
  const [first, second] = [one, other].map(({ locale, channel }) => Math.max(locale?.at ?? 0, channel?.at ?? 0));
  if (first !== second) return (first ?? 0) > (second ?? 0) ? one : other;
  return one.address > other.address ? one : other;
}

function laterWishes(one: Wishes, other: Wishes): Wishes {
  const locale = laterWish(one.locale, other.locale);
  const channel = laterWish(one.channel, other.channel);
  return { ...(locale && { locale }), ...(channel && { channel }) };
}

/** Of two at the same time the one that sorts last, so that the order of joining does not matter. */
function laterWish<Value extends string>(
  one: Wish<Value> | undefined,
  other: Wish<Value> | undefined,
): Wish<Value> | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  if (one.at !== other.at) return one.at > other.at ? one : other;
  return (one.value ?? '') >= (other.value ?? '') ? one : other;
}
