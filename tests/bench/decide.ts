import type { Run } from '../../src/model/run.ts';
import { hearConsent } from '../../src/policy/customer/address.ts';
import { unknownAddress } from '../../src/policy/customer/address-topics.ts';
import { emptyProfile } from '../../src/policy/customer/profile.ts';
import { type DeliveryQuestion, decide } from '../../src/policy/delivery/decide.ts';
import { cartJourney, segments, settings } from '../fixtures/catalogue.ts';
import { cpuNow } from './cpu-of.ts';
import { median, type Report } from './report.ts';

const [minute, day] = [60_000, 86_400_000];
const now = Date.UTC(2026, 2, 10, 3);
const rounds = 9;
const atOnce = 2_000;

/** How many decisions about a marketing message a processor makes a second, beside reading their customer from JSON. */
export function reportDecide(): Report {
  const question = anyQuestion();
  const text = JSON.stringify(question);
  if (decide(question).do !== 'send') throw new Error('The message that is measured should go.');
  const pairs = Array.from({ length: rounds + 1 }, () => [
    secondsOf(() => decide(question)),
    secondsOf(() => JSON.parse(text)),
  ]).slice(1); // the first round warms up
  const [own, read] = [0, 1].map((which) => 1 / median(pairs.map((pair) => pair[which] ?? Number.NaN)));
  return {
    title: 'decide',
    about: `One decision to send marketing by e-mail, to a customer with ${claims} messages in two weeks and ${rivals} other runs.
Baseline: the same customer read from JSON. The middle of ${rounds} rounds; the ratio is that of the times.`,
    figures: [
      {
        what: 'decisions a second',
        measured: own?.toFixed(0) ?? '',
        baseline: read?.toFixed(0) ?? '',
        ratio: median(pairs.map(([one = Number.NaN, other = Number.NaN]) => one / other)),
      },
    ],
  };
}

const claims = 12;
const rivals = 4;

/** A message that may go: no cap is full, and its rivals are due tomorrow. */
function anyQuestion(): DeliveryQuestion {
  const customer = 'c'.repeat(24);
  const sent = Array.from({ length: claims }, (_, nth) => {
    const claim = { at: now - (nth + 1) * day, channel: 'email', purpose: 'marketing', topic: 'offers' } as const;
    return [`journey-${nth}-${'0'.repeat(20)}-m1_s`, claim] as const;
  });
  const run = (id: string): Run => ({
    id: `cart-journey-${'a'.repeat(19)}${id}-m1`,
    customer,
    journey: 'cart-journey',
    subject: { kind: 'cart', id },
    startedAt: now - 240 * minute,
    startedBy: `e-${id}`,
    test: false,
    input: { customer, run: id, journey: 'cart-journey', next: { until: new Date(now).toISOString() } },
    filter: { cart: { total: { amount: 48 } } },
    next: { at: now + day, priority: 90 },
  });
  const statement = { customer, granted: true, at: now - 30 * day, source: 'checkout', reportedAt: now - 30 * day };
  const known = hearConsent(unknownAddress, { ...statement, account: true, leads: true, verified: true });
  const address = 'mia@example.com';
  return {
    now,
    due: now,
    step: { id: 's', message: 's', channels: ['email'], purpose: 'marketing', priority: 50 },
    run: run('0'),
    rules: cartJourney,
    profile: { ...emptyProfile(customer), identities: { email: address }, claims: Object.fromEntries(sent) },
    doors: { email: { address, known, own: true } },
    key: 'key',
    facts: [],
    rivals: Array.from({ length: rivals }, (_, nth) => run(String(nth + 1))),
    settings: { ...settings, gaps: { email: 16 * 60 } },
    segments,
    zone: 'Asia/Tokyo',
    where: { zone: 'Asia/Tokyo', basis: 'told' },
    configured: ['email'],
  };
}

/** Seconds of CPU of one call. */
function secondsOf(act: () => unknown): number {
  const before = cpuNow();
  for (let times = 0; times < atOnce; times += 1) act();
  return (cpuNow() - before) / 1000 / atOnce;
}
