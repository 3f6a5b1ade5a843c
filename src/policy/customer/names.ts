import type { Profile } from '../../model/profile.ts';

type Names = NonNullable<Profile['mergedFrom']>;
type Joined = Pick<Profile, 'mergedFrom' | 'browsers'>;

/** No profile grows without end, however many turn out to be one customer: as many as are kept of an address. */
const keptNames = 40;

/** Of browsers without a name few are kept: a customer has as many as they open private windows, and they consent to nothing. */
const keptBrowsers = 12;

/** The keys under which a customer is known: their own, and those of all who turned out to be this one. */
export function namesOf({ customer, mergedFrom, browsers }: Joined & Pick<Profile, 'customer'>): string[] {
  return [customer, ...Object.keys({ ...mergedFrom, ...browsers })];
}

/** True if the customer has taken over another already. */
export function hasTakenOver({ mergedFrom, browsers }: Joined, other: string): boolean {
  return mergedFrom?.[other] !== undefined || browsers?.[other] !== undefined;
}

/** True if an event showed that another customer is this one. */
export function wasJoinedBy({ mergedFrom, browsers }: Joined, event: string): boolean {
  return [mergedFrom, browsers].some((names) => Object.values(names ?? {}).includes(event));
}

/**
 * The names of a customer who takes over another.
 * @param isNameless whether the other is a browser that nobody is known behind
 */
export function takeOverNames(survivor: Profile, other: Profile, event: string, isNameless: boolean): Joined {
  const own = { [other.customer]: event };
  const mergedFrom = { ...other.mergedFrom, ...survivor.mergedFrom };
  const browsers = { ...other.browsers, ...survivor.browsers };
  return isNameless
    ? {
        ...some('mergedFrom', fewOf(mergedFrom, keptNames)),
        browsers: { ...fewOf(browsers, keptBrowsers - 1), ...own },
      }
    : {
        mergedFrom: { ...fewOf(mergedFrom, keptNames - 1), ...own },
        ...some('browsers', fewOf(browsers, keptBrowsers)),
      };
}

function some(field: keyof Joined, names: Names): Joined {
  return Object.keys(names).length === 0 ? {} : { [field]: names };
}

/** Some of the names, always the same ones of many. */
function fewOf(names: Names, most: number): Names {
  const sorted = Object.entries(names).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(sorted.slice(0, most));
}
