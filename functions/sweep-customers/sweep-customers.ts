import * as z from 'zod/mini';
import type { Enrol, Enrolment } from '../../src/contracts/enrolment.ts';
import { isSwept, type JourneyRules } from '../../src/contracts/journey.ts';
import type { Segments } from '../../src/contracts/segment.ts';
import type { StoreSettings } from '../../src/contracts/store-settings.ts';
import { isPassing, RetryableError } from '../../src/platform/errors.ts';
import { calendarEntries, segmentEntries } from '../../src/policy/sweep.ts';
import { fromIso } from '../../src/policy/timing.ts';
import { usableZone } from '../../src/policy/zone.ts';
import type { CustomerPage } from '../../src/stores/customers.ts';
import type { Stores } from '../../src/stores/stores.ts';

/** One page of a sweep: when the sweep was due, and behind which item the page begins. */
const pageSchema = z.object({
  at: z.iso.datetime({ offset: true }),
  from: z.optional(z.object({ pk: z.string(), sk: z.string() })),
});

export type SweepPage = z.output<typeof pageSchema>;

/** What the use case works with. */
export interface SweepDependencies {
  readonly stores: Stores;
  readonly journeys: Readonly<Record<string, JourneyRules>>;
  readonly segments: Segments;
  readonly settings: StoreSettings;
  readonly enrol: Enrol;
  /** Hands the next page over, to be swept by somebody else. */
  readonly goOn: (page: SweepPage) => Promise<void>;
  /** Called with the key of each customer who cannot be decided, and the error. */
  readonly onSkipped: (customer: string, error: unknown) => void;
  readonly count: (metric: string, dimensions: Readonly<Record<string, string>>) => void;
  /** At most so many items a page; as many as a megabyte holds when it is left out. */
  readonly pageItems?: number;
}

/**
 * Sweeps one page of the customers: lets in whom the calendar or the time that passed lets in, then hands the next
 * page over. Everything is decided by the sweep's own time, so that a page done twice is a page done once. A customer
 * who cannot be decided is skipped and reported.
 * @throws ZodError when the message is no page of a sweep
 * @throws RetryableError, or the SDK's error, when a service is unavailable: the page is retried
 */
export async function sweepCustomers(message: unknown, dependencies: SweepDependencies): Promise<void> {
  const { stores, journeys, segments, enrol, goOn, pageItems } = dependencies;
  const { at, from } = pageSchema.parse(message);
  const swept = Object.values(journeys).filter((rules) => isSwept(rules, segments));
  const { customers, next } = await stores.customers.page(from, pageItems);
  const found: Enrolment[] = [];
  for (const customer of customers) found.push(...(await tryEnrolments(customer, fromIso(at), swept, dependencies)));
  await enrol(found);
  if (next !== undefined) await goOn({ at, from: next });
}

/** The customer's enrolments; none if the customer cannot be decided. */
async function tryEnrolments(
  customer: CustomerPage['customers'][number],
  at: number,
  swept: readonly JourneyRules[],
  dependencies: SweepDependencies,
): Promise<Enrolment[]> {
  const { profile } = customer;
  const { count, onSkipped } = dependencies;
  try {
    if (profile.timeZone !== undefined && usableZone(profile) === undefined) count('UnusableTimeZone', {});
    return await enrolmentsOf(customer, at, swept, dependencies);
  } catch (error) {
    if (error instanceof RetryableError || isPassing(error)) throw error;
    count('SkippedBySweep', {});
    onSkipped(profile.customer, error);
    return [];
  }
}

/** The customer, or the one that they turn out to be just now: what they bring along is theirs today, not tomorrow. */
async function standing(customer: CustomerPage['customers'][number], { customers }: Stores): Promise<typeof customer> {
  if (customer.profile.mergedInto === undefined) return customer;
  const history = await customers.load(customer.profile.customer);
  if (history === undefined) return customer;
  return { profile: history.profile.value, orders: history.facts.map(({ value }) => value) };
}

/** Only a segment needs the customer's orders: the calendar's question is put to the profile alone. */
async function enrolmentsOf(
  customer: CustomerPage['customers'][number],
  at: number,
  swept: readonly JourneyRules[],
  { stores, segments, settings }: SweepDependencies,
): Promise<Enrolment[]> {
  const { profile, orders } = await standing(customer, stores);
  const byCalendar = swept.flatMap((rules) => calendarEntries(rules, profile, at, settings));
  const entering = swept.filter(({ starts }) => starts.entering !== undefined);
  if (entering.length === 0) return byCalendar;
  const facts = orders ?? (await stores.customers.load(profile.customer))?.facts.map(({ value }) => value) ?? [];
  const known = { profile, facts };
  return [...byCalendar, ...entering.flatMap((rules) => segmentEntries(rules, known, at, segments))];
}
