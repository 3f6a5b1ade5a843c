import { type AddressKind, addressKinds, type Channel } from '../../commerce/customer/channel.ts';
import { normalise } from '../../commerce/customer/identity.ts';
import type { Profile, Wish } from '../../model/profile.ts';

type Wishes = NonNullable<Profile['wishes']>;

/** The language that the customer chose, else the one that events name. */
export function localeOf({ wishes, locale }: Pick<Profile, 'wishes' | 'locale'>): string | undefined {
  return wishes?.locale?.value ?? locale;
}

/** The channel that the customer prefers, if they chose one. */
export function preferredChannel({ wishes }: Pick<Profile, 'wishes'>): Channel | undefined {
  return wishes?.channel?.value;
}

/**
 * The profile after a choice, which outranks every earlier one. One through an address that may be anybody's outranks none
 * with proof, and says nothing of a customer of whom another address, or an account, is proven.
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
  const known: Wish<unknown> | undefined = profile.wishes?.[name];
  const by = profile.said[kind] === undefined ? kind : undefined;
  if (!mayWish(profile, kind) || (by !== undefined && known !== undefined && known.by === undefined)) return profile;
  if (known?.value === value && (known?.by === undefined || by !== undefined)) return profile;
  const later = Math.max(at, (known?.at ?? Number.NEGATIVE_INFINITY) + 1);
  const wish = { at: later, ...(value !== undefined && { value }), ...(by !== undefined && { by }) };
  return { ...profile, wishes: { ...profile.wishes, [name]: wish } };
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
 * The choices of a profile as they are good for what became of it. One through an address without proof stays behind with
 * that address, and when something else shows who the customer is; it is theirs once the address is.
 */
export function heldWishes(
  { wishes, identities }: Pick<Profile, 'wishes' | 'identities'>,
  after: Pick<Profile, 'identities' | 'said'>,
): Pick<Profile, 'wishes'> {
  const held = <Value>(wish: Wish<Value> | undefined): Wish<Value> | undefined => {
    if (wish?.by === undefined) return wish;
    const { by, ...own } = wish;
    const [then, now] = [identities[by], after.identities[by]];
    if (then === undefined || now === undefined || normalise(by, then) !== normalise(by, now)) return undefined;
    if (after.said[by] !== undefined) return own;
    return isProven(after) ? undefined : wish;
  };
  return wishesOf(held(wishes?.locale), held(wishes?.channel));
}

function wishesOf(locale: Wishes['locale'], channel: Wishes['channel']): Pick<Profile, 'wishes'> {
  if (locale === undefined && channel === undefined) return {};
  return { wishes: { ...(locale && { locale }), ...(channel && { channel }) } };
}

/** The choices of two profiles of one customer: of each the later. */
export function joinWishes(one: Pick<Profile, 'wishes'>, other: Pick<Profile, 'wishes'>): Pick<Profile, 'wishes'> {
  const locale = laterWish(one.wishes?.locale, other.wishes?.locale);
  const channel = laterWish(one.wishes?.channel, other.wishes?.channel);
  return wishesOf(locale, channel);
}

/** The choices made before the time. */
export function wishesBefore({ wishes }: Pick<Profile, 'wishes'>, at: number): Pick<Profile, 'wishes'> {
  const before = <Value>(wish: Wish<Value> | undefined) => (wish !== undefined && wish.at < at ? wish : undefined);
  const [locale, channel] = [before(wishes?.locale), before(wishes?.channel)];
  return wishesOf(locale, channel);
}

/** The one with proof; of two of a kind the later, and of two at the same time the one that sorts last, so that the order of joining does not matter. */
function laterWish<Value extends string>(
  one: Wish<Value> | undefined,
  other: Wish<Value> | undefined,
): Wish<Value> | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  if ((one.by === undefined) !== (other.by === undefined)) return one.by === undefined ? one : other;
  if (one.at !== other.at) return one.at > other.at ? one : other;
  return (one.value ?? '') >= (other.value ?? '') ? one : other;
}
