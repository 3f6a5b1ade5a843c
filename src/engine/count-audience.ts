import { channels } from '../commerce/customer/channel.ts';
import {
  type AudiencePage,
  type AudienceRequest,
  readAudienceRequest,
  type SampleCustomer,
  type Standing,
} from '../model/audience-request.ts';
import { DomainError, isPassing } from '../model/errors.ts';
import type { JourneyRules } from '../model/journey.ts';
import type { Profile } from '../model/profile.ts';
import { belongs } from '../policy/condition/view.ts';
import { chooseChannel } from '../policy/delivery/eligibility.ts';
import { dependsOnEvent, isFor } from '../policy/entry/audience.ts';
import { mayReenter } from '../policy/run/runs.ts';
import { toIso } from '../policy/time/timing.ts';
import type { CustomerPage } from '../stores/customers.ts';
import type { History } from '../stores/history.ts';
import { masked } from '../web/mask.ts';
import { doorsOf, profileFor } from './doors.ts';
import type { Ports } from './ports.ts';

type AudiencePorts = Pick<Ports, 'customers' | 'open' | 'journeys' | 'segments' | 'clock' | 'count' | 'skipped'> &
  Partial<Pick<Ports, 'hasTime'>> & { readonly pageItems?: number | undefined };

/** Enough to recognize what kind of customer it is. */
const mostSamples = 5;

/**
 * Counts who may enter a journey now, and why the others may not; or who is in each segment. One part of the customers a
 * call. It writes nothing. A customer who cannot be decided is counted as that.
 * @throws ContractError when it is no request; DomainError when there is no such journey
 */
export async function countAudience(message: unknown, ports: AudiencePorts): Promise<AudiencePage> {
  const request = readAudienceRequest(message);
  const judge = request.do === 'audience' ? standingIn(rulesOf(request, ports), ports) : segmentsOf(ports);
  const { hasTime = () => false } = ports;
  let total: AudiencePage = { customers: 0, counts: {}, sample: [], ...(request.from && { next: request.from }) };
  do total = await countPage(total, judge, ports);
  while (total.next !== undefined && hasTime());
  return total;
}

/** What a customer counts as. */
type Judge = (customer: CustomerPage['customers'][number]) => Promise<readonly string[]>;

function rulesOf({ journey }: Extract<AudienceRequest, { do: 'audience' }>, { journeys }: AudiencePorts): JourneyRules {
  const rules = Object.hasOwn(journeys, journey) ? journeys[journey] : undefined;
  if (rules === undefined) throw new DomainError(`There is no journey "${journey}" in this deployment.`);
  return rules;
}

async function countPage({ customers, counts, sample, next: from }: AudiencePage, judge: Judge, ports: AudiencePorts) {
  const page = await ports.customers.page({ from, limit: ports.pageItems });
  const added: Record<string, number> = { ...counts };
  const samples = [...sample];
  const standing = page.customers.filter(({ profile }) => profile.mergedInto === undefined);
  for (const customer of standing) {
    const names = await tryToJudge(customer, judge, ports);
    for (const name of names) added[name] = (added[name] ?? 0) + 1;
    if (names.includes('may-enter') && samples.length < mostSamples) samples.push(sampleOf(customer.profile));
  }
  const { next } = page;
  return { customers: customers + standing.length, counts: added, sample: samples, ...(next && { next }) };
}

async function tryToJudge(customer: CustomerPage['customers'][number], judge: Judge, ports: AudiencePorts) {
  try {
    return await judge(customer);
  } catch (error) {
    if (isPassing(error)) throw error;
    ports.skipped(customer.profile.customer, error);
    return ['undecided' satisfies Standing];
  }
}

function segmentsOf({ segments, customers, clock }: AudiencePorts): Judge {
  return async ({ profile, orders }) => {
    const facts = orders ?? (await customers.load(profile.customer))?.facts ?? [];
    const known = { now: clock(), profile, facts };
    return Object.entries(segments).flatMap(([name, segment]) => (belongs(segment, known) ? [name] : []));
  };
}

function standingIn(rules: JourneyRules, ports: AudiencePorts): Judge {
  const segment = rules.starts.entering === undefined ? undefined : ports.segments[rules.starts.entering];
  return async ({ profile, orders }) => {
    const now = ports.clock();
    if (segment && orders && !belongs(segment, { now, profile, facts: orders })) return ['not-in-segment'];
    const history = await ports.customers.load(profile.customer);
    if (history === undefined) return [];
    if (segment && !belongs(segment, { now, ...history })) return ['not-in-segment'];
    return [await standingOf(history, rules, now, ports)];
  };
}

/** As a run that began now would be judged, by what is known before any event. */
async function standingOf(
  history: History,
  rules: JourneyRules,
  now: number,
  { open, segments }: AudiencePorts,
): Promise<Standing> {
  const { customer, profile, facts } = history;
  const { addresses, archive } = await open();
  const input = { customer, run: '', journey: rules.journey, next: { until: toIso(now) } };
  const subject = { kind: 'customer', id: customer } as const;
  const run = { id: '', customer, journey: rules.journey, subject, startedAt: now, startedBy: '', test: false, input };
  const seen = await profileFor(rules.starts.if, run, history, async () => addresses);
  if (!dependsOnEvent(rules) && !isFor(rules, { now, run, profile: seen, facts, segments })) return 'not-in-audience';
  const doors = await doorsOf(run, history, channels, { addresses });
  const choice = chooseChannel(profile, doors, channels, { purpose: rules.purpose }, channels);
  if ('obstacle' in choice) return standingFor(choice.obstacle);
  if (rules.starts.oncePer !== 'customer') return 'may-enter';
  const { runs } = await archive.forCustomer(history);
  const earlier = runs.filter((one) => one.journey === rules.journey && one.subject.kind === 'customer');
  return earlier.every((one) => mayReenter(one, now, rules, facts)) ? 'may-enter' : 'already-in';
}

function standingFor(obstacle: string): Standing {
  if (obstacle === 'suppressed' || obstacle === 'stopped') return 'suppressed';
  return obstacle === 'no-consent' || obstacle === 'unconfirmed' ? 'no-consent' : 'no-address';
}

function sampleOf({ identities: { id, email, phone } }: Profile): SampleCustomer {
  const address = email ?? phone;
  return { ...(id !== undefined && { id }), ...(address !== undefined && { address: masked(address) }) };
}
