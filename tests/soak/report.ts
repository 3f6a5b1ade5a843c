import { type Rule, rules, type Violation, when } from './audit/violation.ts';
import type { History } from './shop/history.ts';
import type { Counts, ShopResult } from './soak.ts';

/** What all shops came to together. */
export interface Totals extends Omit<ShopResult, 'seed' | 'violations'> {
  readonly shops: number;
  readonly violations: Partial<Record<Rule, number>>;
}

export const nothing: Totals = {
  shops: 0,
  events: {},
  faults: {},
  sent: {},
  ledger: {},
  shoppers: 0,
  runs: 0,
  transitions: 0,
  calls: 0,
  unknownUnsent: 0,
  violations: {},
};

/** The totals with one more shop. */
export function plus(totals: Totals, result: ShopResult): Totals {
  const violations = { ...totals.violations };
  for (const { rule } of result.violations) violations[rule] = (violations[rule] ?? 0) + 1;
  return {
    shops: totals.shops + 1,
    events: sum(totals.events, result.events),
    faults: sum(totals.faults, result.faults),
    sent: sum(totals.sent, result.sent),
    ledger: sum(totals.ledger, result.ledger),
    shoppers: totals.shoppers + result.shoppers,
    runs: totals.runs + result.runs,
    transitions: totals.transitions + result.transitions,
    calls: totals.calls + result.calls,
    unknownUnsent: totals.unknownUnsent + result.unknownUnsent,
    violations,
  };
}

export function total(counts: Counts): number {
  return Object.values(counts).reduce((all, one) => all + one, 0);
}

/** The report as a table of plain text. */
export function table(totals: Totals): string {
  const { shops, shoppers, runs, transitions, calls, violations } = totals;
  return [
    section('events', { ...totals.events, all: total(totals.events) }),
    section('faults', totals.faults),
    section('messages', totals.sent),
    section('ledger', { ...totals.ledger, 'unknown, never accepted': totals.unknownUnsent }),
    section('executed', { shops, shoppers, runs, 'state transitions': transitions, 'function calls': calls }),
    section(
      'violations',
      Object.fromEntries(
        Object.entries(rules).map(([rule, what]) => [`${rule}: ${what}`, violations[rule as Rule] ?? 0]),
      ), // its own keys
    ),
  ].join('\n\n');
}

const widest = 90;

function section(title: string, counts: Counts): string {
  const rows = Object.entries(counts).map(
    ([name, count]) => `  ${name.padEnd(widest)} ${count.toLocaleString('en').padStart(12)}`,
  );
  return [title, ...rows].join('\n');
}

function sum(one: Counts, other: Counts): Counts {
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])].sort();
  return Object.fromEntries(names.map((name) => [name, (one[name] ?? 0) + (other[name] ?? 0)]));
}

/** A history that fails, so that it can be read and told again. */
export function tell(history: History, violations: readonly Violation[]): string {
  const people = history.shoppers.map(({ person }) => {
    const { name, standing, place, agrees, bounces } = person;
    const agreed = Object.entries(agrees)
      .filter(([, yes]) => yes)
      .map(([channel]) => channel); // by channel
    return `  ${name}: ${standing}, ${place.zone}, agrees to ${agreed.join(' and ') || 'nothing'}${bounces ? ', bounces' : ''}`;
  });
  const acts = history.shoppers
    .flatMap(({ acts }) => acts)
    .toSorted((one, other) => one.posted - other.posted)
    .map(({ posted, at, kind, detail }) => {
      const late = posted - at > 60_000 ? `, happened ${when(at)}` : '';
      const about = ['order', 'cart', 'checkout', 'shipment', 'inquiry', 'refund'].flatMap((noun) => {
        const thing = detail[noun] as { readonly id?: string } | undefined; // of the contract
        return thing?.id === undefined ? [] : [thing.id];
      });
      return `  ${when(posted)} ${detail.id}${kind === 'good' ? '' : ` (${kind})`}${late} ${about.join(', ')}`;
    });
  return [
    'shoppers',
    ...people,
    'events, in the order of posting',
    ...acts,
    'faults',
    ...(history.only ?? []).map((fault) => `  ${fault}`),
    'violations',
    ...violations.map(({ rule, what }) => `  ${rule}: ${what}`),
  ].join('\n');
}
