import { audit } from './audit/audit.ts';
import { evidenceOf } from './audit/evidence.ts';
import type { Rule, Violation } from './audit/violation.ts';
import type { History } from './shop/history.ts';
import { live, type Tampering } from './shop/live.ts';
import { type HistoryOptions, makeHistory } from './shop/make-history.ts';

/** About so many events make a shop's history: its world is dropped before the next one opens, so memory stays bounded. */
export const eventsPerShop = 2500;

/** What one shop came to. */
export interface ShopResult {
  readonly seed: number;
  /** How often, by what: events by type, faults by kind, messages by channel and purpose. */
  readonly events: Counts;
  readonly faults: Counts;
  readonly sent: Counts;
  readonly ledger: Counts;
  readonly shoppers: number;
  readonly runs: number;
  readonly transitions: number;
  readonly calls: number;
  /** Messages that the ledger calls unknown, and that were never taken. */
  readonly unknownUnsent: number;
  readonly violations: readonly Violation[];
}

export type Counts = Readonly<Record<string, number>>;

/** Lives the history of one shop, and audits it. */
export async function soakShop(
  seed: number,
  events: number,
  options: HistoryOptions,
  tampering?: Tampering,
): Promise<ShopResult> {
  return soakHistory(makeHistory(seed, events, options), tampering);
}

/** Lives a history, and audits it. */
export async function soakHistory(history: History, tampering?: Tampering): Promise<ShopResult> {
  const life = await live(history, tampering);
  const evidence = await evidenceOf(life);
  const { world } = life;
  const sentKeys = new Set(evidence.sent.map(({ key }) => key));
  const lines = [...evidence.ledger.values()];
  return {
    seed: history.seed,
    events: countBy(evidence.told.map(({ type, kind }) => (kind === 'good' ? type : `${type} (${kind})`))),
    faults: countBy(world.faults.met.values()),
    sent: countBy(evidence.sent.map(({ channel, purpose, key }) => `${purpose} by ${channel}${nthOf(key)}`)),
    ledger: countBy(lines.map(({ outcome, reason }) => (reason ? `${outcome}: ${reason}` : outcome))),
    shoppers: history.shoppers.length,
    runs: world.started.length,
    transitions: world.machines.transitions,
    calls: world.calls,
    unknownUnsent: lines.filter(({ key, outcome }) => outcome === 'unknown' && !sentKeys.has(key)).length,
    violations: audit(evidence),
  };
}

/** Whether the history breaks the rule. */
export async function breaks(history: History, rule: Rule, tampering?: Tampering): Promise<boolean> {
  const { violations } = await soakHistory(history, tampering);
  return violations.some((violation) => violation.rule === rule);
}

function nthOf(key: string): string {
  return key.endsWith('_fallback') ? ', second attempt' : '';
}

function countBy(names: Iterable<string>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
