import { beforeAll, describe, expect, it } from 'vitest';
import { audit } from './audit/audit.ts';
import { addressesOf, type Evidence, evidenceOf, type Sent, secondKey, type Told } from './audit/evidence.ts';
import type { Rule } from './audit/violation.ts';
import { OptionError, readOptions } from './options.ts';
import { sabotages } from './sabotage.ts';
import { live } from './shop/live.ts';
import { type HistoryOptions, makeHistory } from './shop/make-history.ts';
import { shortest, shrink } from './shrink.ts';
import { soakHistory, soakShop } from './soak.ts';
import { noFaults } from './world/faults.ts';

const minute = 60_000;
const calm: HistoryOptions = {
  rates: noFaults,
  disorder: 0,
  outage: 0,
  joins: 0.05,
  optOuts: 0.02,
  choices: 0.06,
  pauses: 4,
  erasures: 0.05,
};
const stormy: HistoryOptions = {
  ...calm,
  rates: { duplicates: 0.2, crash: 0.01, throttle: 0.05, unanswered: 0.002 },
  disorder: 60 * minute,
  outage: 10 * minute,
};

describe('a shop that is soaked', () => {
  it('breaks no rule in hundreds of events with every fault', async () => {
    const { violations, faults, events } = await soakShop(1, 400, stormy);
    expect(violations).toEqual([]);
    expect(Object.keys(faults)).toEqual(expect.arrayContaining(['duplicates', 'crash', 'throttle', 'outage']));
    expect(Object.keys(events).length).toBeGreaterThan(25);
  });

  it('breaks none either where agreements have to be confirmed', async () => {
    const { violations, ledger } = await soakShop(5, 200, { ...stormy, confirms: 0.6 });
    expect(violations).toEqual([]);
    expect(ledger['skipped: unconfirmed']).toBeGreaterThan(0);
  });

  it('lives the same life again', async () => {
    expect(await soakShop(3, 60, stormy)).toEqual(await soakShop(3, 60, stormy));
  });
});

const deadly: HistoryOptions = { ...calm, rates: { ...noFaults, crash: 0.3 } };

describe('the auditor', () => {
  it.each([
    ['ignoresOptOuts', ['after-opt-out'], makeHistory(8, 80, { ...calm, optOuts: 0.5 })],
    ['ignoresCaps', ['over-cap', 'over-long-cap', 'too-soon'], makeHistory(8, 80, calm)],
    ['ignoresLongCaps', ['over-long-cap'], makeHistory(8, 200, calm)],
    ['ignoresHours', ['outside-hours', 'day-off'], makeHistory(8, 80, calm)],
    ['mistakesClocks', ['outside-legal-hours'], makeHistory(8, 200, calm)],
    ['ignoresWishes', ['topic-off', 'less-often', 'customer-paused'], makeHistory(8, 200, { ...calm, choices: 1 })],
    ['ignoresSwitches', ['shop-paused'], makeHistory(8, 80, { ...calm, pauses: 11 })],
    ['losesProofs', ['consent-ledger'], makeHistory(8, 20, calm)],
    ['trustsWhatIsTyped', ['unconfirmed'], makeHistory(8, 80, { ...calm, confirms: 0.5 })],
    ['asksNobody', ['asked-wrongly'], makeHistory(8, 20, { ...calm, confirms: 0.5 })],
    ['ignoresQuietHours', ['in-quiet-hours'], makeHistory(8, 80, calm)],
    ['ignoresClaims', ['sent-twice'], makeHistory(8, 80, deadly)],
    ['ignoresArrivals', ['never-both'], makeHistory(8, 80, calm)],
    ['mixesAddresses', ['wrong-address'], makeHistory(8, 300, calm)],
    ['forgetsErasures', ['erased-data'], makeHistory(8, 40, { ...calm, erasures: 0.6 })],
    ['ignoresParcels', ['early-review'], makeHistory(1, 150, calm)],
  ] as const)('finds a world that %s', async (sabotage, rules, history) => {
    const { violations } = await soakHistory(history, sabotages[sabotage]());
    expect(rulesOf(violations)).toEqual(expect.arrayContaining([...rules]));
  });

  it('finds no message sent twice where functions die all the time, as long as claims are heeded', async () => {
    const { violations, faults } = await soakHistory(makeHistory(8, 80, deadly));
    expect(faults.crash).toBeGreaterThan(20);
    expect(rulesOf(violations)).not.toContain('sent-twice');
  });
});

describe('the auditor, of a life that broke no rule', () => {
  let evidence: Evidence;
  beforeAll(async () => {
    evidence = await evidenceOf(await live(makeHistory(4, 150, calm)));
  });

  /** The evidence with something changed in the first message of a journey. */
  function withSent(journey: string, change: (sent: Sent) => Partial<Sent>): Evidence {
    const first = evidence.sent.find((sent) => sent.journey === journey && sent.origin !== undefined);
    if (first === undefined) throw new Error(`${journey} has sent nothing`);
    return { ...evidence, sent: evidence.sent.map((sent) => (sent === first ? { ...sent, ...change(sent) } : sent)) };
  }

  const told = (event: Told | undefined, change: Partial<Told>): Told => {
    if (event === undefined) throw new Error('nothing has begun this');
    return { ...event, ...change };
  };

  const findings: readonly (readonly [string, Rule, () => Evidence])[] = [
    ['a mail that never went', 'lost-event', () => without('post-purchase')],
    [
      'a mail that went a day late',
      'lost-event',
      () => withSent('shipping-updates', ({ at }) => ({ at: at + 1440 * minute })),
    ],
    [
      'a line that is missing in the ledger',
      'lost-message',
      () => ({ ...evidence, ledger: withoutFirst(evidence.ledger) }),
    ],
    ['a message held for ever', 'lost-message', () => ({ ...evidence, ledger: heldFirst(evidence.ledger) })],
    ['a second copy', 'sent-twice', () => ({ ...evidence, sent: [...evidence.sent, ...evidence.sent.slice(0, 1)] })],
    ['marketing to somebody who never agreed', 'without-consent', () => withSent('post-purchase', marketingToNobody)],
    [
      'a message because of a test',
      'wrong-start',
      () => withSent('post-purchase', ({ origin }) => ({ origin: told(origin, { kind: 'test' }) })),
    ],
    [
      'a message because of what an import told',
      'wrong-start',
      () => withSent('post-purchase', ({ origin }) => ({ origin: told(origin, { kind: 'history' }) })),
    ],
    [
      'a review asked for on the day of the order',
      'early-review',
      () => withSent('review-request', ({ origin }) => ({ at: (origin?.at ?? 0) - minute })),
    ],
    [
      'an execution that failed',
      'failed-execution',
      () => ({ ...evidence, failedExecutions: [{ run: 'r', at: 0, error: 'X' }] }),
    ],
    ['an execution that never ended', 'failed-execution', () => ({ ...evidence, openExecutions: 1 })],
    ['a run that never ended', 'open-run', () => ({ ...evidence, openRuns: [{ id: 'r', journey: 'birthday' }] })],
    [
      'a good event among the dead letters',
      'dead-letter',
      () => ({ ...evidence, deadLetters: [{ where: 'ingest', at: 0, what: {} }] }),
    ],
    ['a run that ended by an event that never was', 'wrong-end', endedByNothing],
  ];

  it('finds nothing', () => {
    expect(audit(evidence)).toEqual([]);
  });

  it.each([
    ['finds no loss in', 'unknown', false],
    ['finds', 'skipped', true],
  ] as const)('%s a mail whose second attempt went a day late, the first being %s', (_, outcome, isFound) => {
    const late = withSent('shipping-updates', ({ at, key }) => ({ at: at + 1440 * minute, key: secondKey(key) }));
    const firsts = late.sent.filter(({ key, run, step }) => key === secondKey(`${run}_${step}`));
    const lines = firsts.map(({ run, step }) => late.ledger.get(`${run}_${step}`) ?? expect.fail('there is no line'));
    expect(lines).toHaveLength(1);
    const ledger = new Map([...late.ledger, ...lines.map((line) => [line.key, { ...line, outcome }] as const)]);
    expect(rulesOf(audit({ ...late, ledger })).includes('lost-event')).toBe(isFound);
  });

  it.each(findings)('finds %s', (_, rule, tampered) => {
    expect(rulesOf(audit(tampered()))).toContain(rule);
  });

  it('finds a reminder of a cart that was bought long before', () => {
    const { origin } = evidence.sent.find(({ journey }) => journey === 'abandoned-cart') ?? {};
    const bought = told(origin, { type: 'order.placed', at: (origin?.at ?? 0) + 1, posted: origin?.posted ?? 0 });
    expect(rulesOf(audit({ ...evidence, told: [...evidence.told, bought] }))).toContain('wrong-end');
  });

  it('finds a message that went a day after its reader was erased', () => {
    const isAlone = ({ origin }: Sent) => {
      const addresses = origin === undefined ? [] : addressesOf(origin.shopper);
      return addresses.length > 0 && addresses.every((address) => evidence.owners.get(address)?.length === 1);
    };
    const sent = evidence.sent.find((one) => one.origin?.shopper.erased === undefined && isAlone(one));
    const { origin } = sent ?? {};
    const shopper = { ...told(origin, {}).shopper, erased: origin?.at ?? 0 };
    const changed = told(origin, { shopper });
    const day = 1440 * minute;
    const late = evidence.sent.map((one) =>
      one === sent ? { ...one, origin: changed, at: shopper.erased + day } : one,
    );
    expect(rulesOf(audit({ ...evidence, told: [...evidence.told, changed], sent: late }))).toContain('after-erasure');
  });

  function without(journey: string): Evidence {
    return { ...evidence, sent: evidence.sent.filter((sent) => sent.journey !== journey) };
  }

  function endedByNothing(): Evidence {
    const line = [...evidence.ledger.values()].find(({ journey }) => journey === 'shipping-arrival');
    if (line === undefined) throw new Error('nothing has arrived');
    const changed = { ...line, outcome: 'skipped', reason: 'run-ended', detail: 'order.cancelled' };
    return { ...evidence, ledger: new Map([...evidence.ledger, [line.key, changed]]) };
  }
});

describe('the shortest history', () => {
  it('is what is left when nothing more can be left out', async () => {
    const holds = async (some: readonly number[]) => some.includes(3) && some.includes(17);
    expect(await shortest([...Array(40).keys()], holds)).toEqual([3, 17]);
    expect(await shortest([1, 2], async () => true)).toEqual([]);
  });

  it('has one shopper, few events and no fault when none is needed', async () => {
    const history = makeHistory(8, 60, { ...stormy, optOuts: 0.5 });
    const tampering = sabotages.ignoresOptOuts();
    const { violations } = await soakHistory(history, tampering);
    const about = violations.flatMap(({ rule, shopper }) => (rule === 'after-opt-out' && shopper ? [shopper] : []));
    const short = await shrink(history, 'after-opt-out', about.slice(0, 1), tampering);
    expect(short.shoppers).toHaveLength(1);
    expect(short.shoppers.flatMap(({ acts }) => acts).length).toBeLessThanOrEqual(3);
    expect(short.only).toEqual([]);
    expect(rulesOf((await soakHistory(short, tampering)).violations)).toContain('after-opt-out');
  });
});

describe('the options of npm run soak', () => {
  it('have defaults, and take times and shares', () => {
    const options = readOptions(['--events', '100', '--outage', '90s', '--duplicates', '0.5']);
    expect(options).toMatchObject({
      events: 100,
      seed: 1,
      outage: 90_000,
      disorder: 3_600_000,
      rates: { duplicates: 0.5 },
    });
    expect(readOptions(['--help'])).toBeUndefined();
  });

  it.each([
    ['--events', '0'],
    ['--crash', '2'],
    ['--outage', '10'],
    ['--unheard-of', '1'],
  ])('refuse %s %s', (...args) => {
    expect(() => readOptions(args)).toThrow(OptionError);
  });
});

function rulesOf(violations: readonly { readonly rule: Rule }[]): Rule[] {
  return [...new Set(violations.map(({ rule }) => rule))];
}

function withoutFirst<K, V>(map: ReadonlyMap<K, V>): Map<K, V> {
  return new Map([...map].slice(1));
}

function heldFirst(ledger: Evidence['ledger']): Evidence['ledger'] {
  return new Map(
    [...ledger].map(([key, line], index) => [key, index === 0 ? { ...line, outcome: 'held', until: 0 } : line]),
  );
}

function marketingToNobody(): Partial<Sent> {
  return { purpose: 'marketing', address: 'nobody@example.com' };
}
