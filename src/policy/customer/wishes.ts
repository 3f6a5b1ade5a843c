import type { Channel } from '../../commerce/customer/channel.ts';
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
 * The profile after a choice, which outranks every earlier one.
 * @param value undefined takes the choice back
 */
export function withWish<Name extends keyof Wishes>(
  profile: Profile,
  name: Name,
  value: NonNullable<Wishes[Name]>['value'],
  at: number,
): Profile {
  const known: Wish<unknown> | undefined = profile.wishes?.[name];
  if (known?.value === value) return profile;
  const later = Math.max(at, (known?.at ?? Number.NEGATIVE_INFINITY) + 1);
  return { ...profile, wishes: { ...profile.wishes, [name]: { at: later, ...(value !== undefined && { value }) } } };
}

/** The choices of two profiles of one customer: of each the later. */
export function joinWishes(one: Pick<Profile, 'wishes'>, other: Pick<Profile, 'wishes'>): Pick<Profile, 'wishes'> {
  const locale = laterWish(one.wishes?.locale, other.wishes?.locale);
  const channel = laterWish(one.wishes?.channel, other.wishes?.channel);
  if (locale === undefined && channel === undefined) return {};
  return { wishes: { ...(locale && { locale }), ...(channel && { channel }) } };
}

/** The choices made before the time. */
export function wishesBefore({ wishes }: Pick<Profile, 'wishes'>, at: number): Pick<Profile, 'wishes'> {
  const before = <Value>(wish: Wish<Value> | undefined) => (wish !== undefined && wish.at < at ? wish : undefined);
  const [locale, channel] = [before(wishes?.locale), before(wishes?.channel)];
  return joinWishes({ wishes: { ...(locale && { locale }), ...(channel && { channel }) } }, {});
}

/** Of two choices at the same time the one that sorts last, so that the order of joining does not matter. */
function laterWish<Value extends string>(
  one: Wish<Value> | undefined,
  other: Wish<Value> | undefined,
): Wish<Value> | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  if (one.at !== other.at) return one.at > other.at ? one : other;
  return (one.value ?? '') >= (other.value ?? '') ? one : other;
}
