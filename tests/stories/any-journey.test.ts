import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { courseOf, nextIn } from '../../src/explain/course.ts';
import { compileJourney, printMachine } from '../../src/journey/compiling/compile.ts';
import { rulesOf } from '../../src/journey/compiling/rules.ts';
import { messagesWhenOver } from '../../src/journey/machine/messages-when-over.ts';
import type { Journey } from '../../src/journey/model/journey.ts';
import { parseJourney } from '../../src/journey/parsing/parse.ts';
import type { Course } from '../../src/model/course.ts';
import type { Message } from '../../src/model/message.ts';
import { startPattern } from '../../src/model/start-pattern.ts';
import { armOfSplit } from '../../src/policy/run/split.ts';
import { toIso } from '../../src/policy/time/timing.ts';
import { settings as oneADay } from '../fixtures/catalogue.ts';
import { mixed, type WrittenStep } from '../journey/arbitrary.ts';
import { context, messages } from '../journey/journeys.ts';
import { type Happened, type Line, type Reader, type ReadRun, readJourney } from '../journey/reading.ts';
import { detailOf, histories } from './histories.ts';
import { Shop } from './shop.ts';
import { audit } from './story.ts';

/** Each run by itself: the daily cap, at which runs make way for each other, has tests of its own. */
const settings = { ...oneADay, caps: { marketingPerDay: 1000 } };

const heads = fc.record({
  purpose: fc.constantFrom('marketing', 'transactional'),
  oncePer: fc.constantFrom('cart', 'customer'),
  again: fc.constantFrom('never', '2 days', 'the end', 'always'),
  ends: fc.constantFrom('order.placed', 'order.placed, cart.emptied', 'cart.updated', 'review.submitted'),
});

const readers = fc.record({
  zone: fc.constantFrom('Asia/Tokyo', 'Europe/London', 'America/New_York'),
  country: fc.constantFrom('JP', 'FR'),
  agreed: fc.boolean(),
  opens: fc.boolean(),
});

const cases = fc.record({
  head: heads,
  written: mixed,
  history: histories,
  reader: readers,
});
type Case = typeof cases extends fc.Arbitrary<infer C> ? C : never;

function parse({ head: { purpose, oncePer, again, ends }, written }: Case): Journey {
  const list = written.map((step: WrittenStep) => `  - ${JSON.stringify(step)}\n`).join('');
  const starts = `{ on: cart.updated, once per: ${oncePer}, again after: ${again} }`;
  const head = `journey: abandoned-cart\nabout: Any.\npurpose: ${purpose}\npriority: 40\nstarts: ${starts}\n`;
  return parseJourney(`${head}ends: { when: [${ends}] }\nsteps:\n${list}`, context);
}

const day = 86_400_000;
const words = { subject: 's', preheader: '', html: '', text: 't', sms: 's' };
const templates = { locales: { en: words, ja: words } };

/** A shop with this journey alone, in which it is a minute before anything happens. */
function open(journey: Journey, { history: [first], reader }: Case): Shop {
  const machine = compileJourney(journey, messages);
  const definition = printMachine(machine);
  const rules = { ...rulesOf(journey), whenOver: messagesWhenOver(machine) };
  const names = Object.keys(messages).map((name) => [name, templates]);
  const shop = new Shop(toIso((first?.at ?? 0) - 60_000), {
    settings,
    segments: {},
    messages: { 'abandoned-cart': Object.fromEntries(names) },
    journeys: [{ rules, pattern: startPattern(journey.starts), definition }],
  });
  shop.services.behaviour = ({ tags: { message: key } }) => {
    const sent = () => shop.services.sent.find(({ tags }) => tags.message === key) ?? expect.fail('nothing was sent');
    if (reader.opens) shop.clock.after(1000, () => shop.reportOf(sent(), 'opened'));
    return { accepted: key };
  };
  return shop;
}

function customerOf({ reader: { zone, country, agreed } }: Case) {
  const said = { granted: agreed, at: '2026-01-01T00:00:00Z', source: 'checkout' };
  const consent = { email: said, sms: said };
  return { id: 'c-1', email: 'c-1@example.com', phone: '+819012345678', country, timeZone: zone, consent };
}

function hear(shop: Shop, customer: object, happened: Happened, startsFirst = false): void {
  const { at, type, what } = happened;
  const id = `${type} ${Object.values(what)}`;
  const detail = { id, occurredAt: toIso(at), shop: 'demo', customer, ...detailOf(happened) };
  if (startsFirst) shop.postStartsFirst(type, detail);
  else shop.postEvent(type, detail);
}

/** What became of a run in the shop: undefined where another has taken its place. */
interface LivedRun {
  readonly beganAt: number;
  readonly lines: readonly Line[];
  readonly end: ReadRun['end'] | undefined;
  readonly stands: boolean;
}

async function livedIn({ services: { started }, stores }: Shop): Promise<LivedRun[]> {
  const [customer = ''] = started.map(({ input }) => input.customer);
  const ledger = await stores.messages.ofCustomer(customer);
  const history = await stores.customers.load(customer);
  const names = new Set(started.map(({ name }) => name));
  return [...names]
    .sort((one, other) => beginningOf(one) - beginningOf(other))
    .map((name) => {
      const run = history?.run(name);
      const { ended, done = {} } = run ?? {};
      const sent = ledger.filter((line) => line.run === name);
      const told = sent.map(
        ({ step, outcome, reason = 'sent', at }): Line => [step, outcome === 'sent' ? outcome : reason, at],
      );
      const did = Object.entries(done).map(([step, { at, ...result }]): Line => {
        return [step, result.outcome === 'done' ? 'done' : result.reason, at];
      });
      const end = ended && ([ended.why, ended.reason, ended.at] as const);
      return { beganAt: beginningOf(name), lines: [...told, ...did].sort(byTime), end, stands: run !== undefined };
    });
}

function byTime([one, , first]: Line, [other, , second]: Line): number {
  return first - second || one.localeCompare(other);
}

/** A run's id ends with when it began. */
function beginningOf(id: string): number {
  return Number.parseInt(id.slice(id.lastIndexOf('-') + 1), 36);
}

function readerOf({ reader }: Case, { services }: Shop): Reader {
  const idOf = (beganAt: number) => services.started.find(({ name }) => beginningOf(name) === beganAt)?.name ?? 'none';
  const draw: Reader['draw'] = (beganAt, { id, arms }) =>
    armOfSplit(
      idOf(beganAt),
      id,
      arms.map(({ weight }) => weight),
    );
  return { ...reader, settings, draw };
}

/**
 * Holds what became of the runs to what the journey says; of one whose place was taken, up to then.
 * @param ending what of an end has to be the same
 * @param timed what of a line has to be the same
 */
async function expectAsRead(
  shop: Shop,
  read: readonly ReadRun[],
  ending = (end?: ReadRun['end']): unknown => end,
  timed = (line: Line): Line => line,
): Promise<void> {
  const lived = await livedIn(shop);
  expect(lived.map(({ beganAt }) => beganAt)).toEqual(read.map(({ beganAt }) => beganAt));
  for (const [index, { beganAt, subject, lines, end }] of read.entries()) {
    const { stands, ...run } = lived[index] ?? expect.fail('there are as many');
    const whole = { beganAt, lines: lines.map(timed).toSorted(byTime), end: ending(end) };
    if (stands) expect({ ...run, lines: run.lines.map(timed).toSorted(byTime), end: ending(run.end) }).toEqual(whole);
    else {
      const next = read.find((later) => later.beganAt > beganAt && later.subject === subject)?.beganAt ?? 0;
      const early = (all: readonly Line[]) => all.filter(([, came, at]) => at < next && came === 'sent');
      expect(early(run.lines)).toEqual(early(lines.toSorted(byTime)));
      expect(run.lines.filter(([, came, at]) => at >= next && came === 'sent')).toEqual([]);
    }
  }
}

/** Tells the shop of everything when it happens. */
async function tellInOrder(shop: Shop, any: Case): Promise<void> {
  for (const happened of any.history) {
    await shop.until(toIso(happened.at));
    hear(shop, customerOf(any), happened);
  }
  await shop.toTheEnd();
}

/** How one event is told of: how late, as a share of the time that there is, and how long after that again. */
const tellings = fc.record({
  late: fc.double({ min: 0, max: 0.99, noNaN: true }),
  again: fc.array(fc.integer({ min: 0, max: 20 * day }), { maxLength: 2 }),
  startsFirst: fc.boolean(),
});

type Telling = typeof tellings extends fc.Arbitrary<infer T> ? T : never;

/**
 * Tells the shop of everything late, but before anything depends on it, so that later events overtake earlier ones;
 * and of most things more than once. What begins a run is told of at once the first time.
 */
async function tellInDisorder(shop: Shop, any: Case, read: readonly ReadRun[], how: readonly Telling[]): Promise<void> {
  const moments = read.flatMap((run) => run.moments).sort((one, other) => one - other);
  const told = any.history.flatMap((happened, index) => {
    const { late = 0, again = [], startsFirst = false } = how[index] ?? {};
    const doors = happened.type === 'order.placed' ? cartsAfter(happened, any.history) : [];
    const next = [...doors, ...moments].find((moment) => moment >= happened.at) ?? happened.at + 5 * day;
    const first =
      happened.type === 'cart.updated' ? happened.at : happened.at + Math.floor((next - happened.at) * late);
    return [first, ...again.map((later) => first + later)].map((at) => ({ at, happened, startsFirst }));
  });
  for (const { at, happened, startsFirst } of told.sort((one, other) => one.at - other.at)) {
    await shop.until(toIso(at));
    hear(shop, customerOf(any), happened, startsFirst);
  }
  await shop.toTheEnd();
}

/** When a cart that the order bought was heard of by another clock: whether it lets in depends on the order. */
function cartsAfter({ at, what }: Happened, history: readonly Happened[]): number[] {
  const touched = history.filter(({ type, what: { cart } }) => type === 'cart.updated' && cart === what.cart);
  return touched.map((one) => one.at).filter((time) => time >= at && time <= at + 15 * 60_000);
}

describe('any journey', () => {
  it('does to any customer what it says, whatever happens', async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(cases, async (any) => {
        const journey = parse(any);
        const shop = open(journey, any);
        await tellInOrder(shop, any);
        await audit(shop);
        const read = readJourney(journey, any.history, readerOf(any, shop));
        await expectAsRead(shop, read);
        for (const { lines, end } of read)
          for (const word of [end[0], ...lines.map(([, came]) => came)]) seen.add(word);
      }),
      { numRuns: 150, seed: 9 },
    );
    // What the runs went through, or they would prove nothing.
    const everything = [
      'sent',
      'done',
      'condition',
      'run-ended',
      'no-consent',
      'hold-out',
      'completed',
      'left',
      'event',
    ];
    expect([...seen].sort()).toEqual(everything.sort());
  });

  it('does the same when events come late, overtake each other and come again', async () => {
    const howTold = fc.array(tellings, { minLength: 10, maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(cases, howTold, async (any, how) => {
        const journey = parse(any);
        const orderly = open(journey, any);
        await tellInOrder(orderly, any);
        const read = readJourney(journey, any.history, readerOf(any, orderly));
        const shop = open(journey, any);
        await tellInDisorder(shop, any, read, how);
        await audit(shop);
        // Of two events that end a run the first that is heard of stands, be it the later one.
        // A run that ends before its first step is settled when its end is heard of.
        await expectAsRead(
          shop,
          read,
          (end) => (end?.[0] === 'event' ? 'event' : end),
          ([step, came, at]) => [step, came, came === 'run-ended' ? 0 : at],
        );
      }),
      { numRuns: 50, seed: 9 },
    );
  });

  it('names the message that each run comes to next, whatever arms it has taken', async () => {
    const told = { one: 0, several: 0 };
    await fc.assert(
      fc.asyncProperty(cases, async (any) => {
        const journey = parse(any);
        const shop = open(journey, any);
        const course = courseOf(compileJourney(journey, messages));
        const expected: Expected[] = [];
        for (const happened of any.history) {
          await shop.until(toIso(happened.at));
          hear(shop, customerOf(any), happened);
          await shop.until(toIso(happened.at + 3_600_000));
          expected.push(...(await expectedIn(shop, course)));
        }
        await shop.toTheEnd();
        for (const { run, names, settled } of expected) {
          const lines = await linesOf(shop, run);
          const next = lines.find(({ step, reason }) => !settled.includes(step) && reason !== 'run-ended');
          if (next === undefined) continue;
          expect(names).toContain(next.step);
          told[names.length === 1 ? 'one' : 'several'] += 1;
        }
      }),
      { numRuns: 60, seed: 9 },
    );
    expect(told.one).toBeGreaterThan(2 * told.several); // several before a choice that a wait leads to
    expect(told.several).toBeGreaterThan(0);
  });
});

/** What a run is said to come to. */
interface Expected {
  readonly run: string;
  readonly names: readonly string[];
  readonly settled: readonly string[];
}

async function expectedIn(shop: Shop, course: Course): Promise<Expected[]> {
  const [customer = ''] = shop.services.started.map(({ input }) => input.customer);
  const history = await shop.stores.customers.load(customer);
  const open = (history?.runs ?? []).filter(({ next, ended, awaiting }) => next && !ended && !awaiting);
  return Promise.all(
    open.map(async (run) => {
      const settled = (await linesOf(shop, run.id)).map(({ step }) => step);
      return { run: run.id, names: nextIn(course, { ...run, settled }), settled };
    }),
  );
}

async function linesOf({ services: { started }, stores }: Shop, run: string): Promise<readonly Message[]> {
  const [customer = ''] = started.map(({ input }) => input.customer);
  const lines = await stores.messages.ofCustomer(customer);
  return lines.filter((line) => line.run === run).toSorted((one, other) => one.at - other.at || one.due - other.due);
}
