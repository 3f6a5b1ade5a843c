import * as z from 'zod/mini';
import type { Enrolment } from '../model/enrolment.ts';
import { isPassing } from '../model/errors.ts';
import { isSwept, type JourneyRules } from '../model/journey.ts';
import { calendarEntries, segmentEntries } from '../policy/entry/sweep.ts';
import { fromIso } from '../policy/time/timing.ts';
import { usableZone } from '../policy/time/zone.ts';
import type { CustomerPage, Customers } from '../stores/customers.ts';
import type { Ports, SweepPage } from './ports.ts';

/** The schema of {@link SweepPage}, as it comes from the queue. */
const pageSchema = z.object({
  at: z.iso.datetime({ offset: true }),
  segment: z.optional(z.object({ index: z.number(), of: z.number() })),
  from: z.optional(z.object({ pk: z.string(), sk: z.string() })),
});

/** A part of the table of this size is swept page after page; a larger table in several parts side by side. */
const bytesPerSegment = 64 * 1024 * 1024;

/** Twice as many as are swept at once (infra/lifecycle-stack.ts), so that none of them is waited for long. */
const mostSegments = 32;

type SweepPorts = Pick<
  Ports,
  'customers' | 'journeys' | 'segments' | 'settings' | 'enrol' | 'sweepNext' | 'skipped' | 'count'
> &
  Partial<Pick<Ports, 'hasTime'>> &
  SweepLimits;

/** The size of one sweep. */
export interface SweepLimits {
  /** At most so many items a page; as many as a megabyte holds when it is left out. */
  readonly pageItems?: number | undefined;
  /** The size of the part of the table that is swept page after page; 64 megabytes by default. */
  readonly segmentBytes?: number | undefined;
}

/**
 * Sweeps one page of the customers, and the following ones while there is time: enters the customers whom the calendar
 * or the passage of time lets in, then hands the next page over. The first page of a large table hands over a first
 * page of each of its segments instead. Everything is decided by the sweep's own time, so that repeating a page changes
 * nothing, in however many segments. A customer who cannot be decided is skipped and reported.
 * @throws ZodError when the message is no page of a sweep
 * @throws RetryableError, or the SDK's error, when a service is unavailable: the page is retried
 */
export async function sweepCustomers(message: unknown, ports: SweepPorts): Promise<void> {
  const page = pageSchema.parse(message);
  const segments = page.segment || page.from ? 1 : await segmentCount(ports);
  if (segments === 1) return sweepPage(page, ports);
  for (let index = 0; index < segments; index += 1) {
    await ports.sweepNext({ at: page.at, segment: { index, of: segments } });
  }
}

async function segmentCount({ customers, segmentBytes = bytesPerSegment }: SweepPorts): Promise<number> {
  const parts = Math.ceil((await customers.size()) / segmentBytes);
  return Math.min(Math.max(parts, 1), mostSegments);
}

async function sweepPage(page: SweepPage, ports: SweepPorts): Promise<void> {
  const { sweepNext, hasTime = () => false } = ports;
  let following: SweepPage | undefined = page;
  do following = await sweepOne(following, ports);
  while (following !== undefined && hasTime());
  if (following !== undefined) await sweepNext(following);
}

/** Lets in whom the page holds. @returns the next page */
async function sweepOne({ at, segment, from }: SweepPage, ports: SweepPorts): Promise<SweepPage | undefined> {
  const { journeys, segments, enrol, pageItems: limit } = ports;
  const swept = Object.values(journeys).filter((rules) => isSwept(rules, segments));
  const { customers, next } = await ports.customers.page({ segment, from, limit });
  const found: Enrolment[] = [];
  for (const customer of customers) found.push(...(await tryEnrolments(customer, fromIso(at), swept, ports)));
  await enrol(found);
  return next && { at, segment, from: next };
}

/** The customer's enrolments; none if the customer cannot be decided. */
async function tryEnrolments(
  customer: CustomerPage['customers'][number],
  at: number,
  swept: readonly JourneyRules[],
  ports: SweepPorts,
): Promise<Enrolment[]> {
  const { profile } = customer;
  const { count, skipped } = ports;
  try {
    if (profile.timeZone !== undefined && usableZone(profile) === undefined) count('UnusableTimeZone', {});
    return await enrolmentsOf(customer, at, swept, ports);
  } catch (error) {
    if (isPassing(error)) throw error;
    count('SkippedBySweep', {});
    skipped(profile.customer, error);
    return [];
  }
}

/** The customer, or the one that they turn out to be just now: what they bring along is theirs today, not tomorrow. */
async function survivor(customer: CustomerPage['customers'][number], customers: Customers): Promise<typeof customer> {
  if (customer.profile.mergedInto === undefined) return customer;
  const history = await customers.load(customer.profile.customer);
  if (history === undefined) return customer;
  return { profile: history.profile, orders: history.facts };
}

/** Only a segment needs the customer's orders: the calendar's question is put to the profile alone. */
async function enrolmentsOf(
  customer: CustomerPage['customers'][number],
  at: number,
  swept: readonly JourneyRules[],
  { customers, segments, settings }: SweepPorts,
): Promise<Enrolment[]> {
  const { profile, orders } = await survivor(customer, customers);
  const byCalendar = swept.flatMap((rules) => calendarEntries(rules, profile, at, settings));
  const entering = swept.filter(({ starts }) => starts.entering !== undefined);
  if (entering.length === 0) return byCalendar;
  const facts = orders ?? (await customers.load(profile.customer))?.facts ?? [];
  const known = { profile, facts };
  return [...byCalendar, ...entering.flatMap((rules) => segmentEntries(rules, known, at, segments))];
}
