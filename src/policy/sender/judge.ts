import type { Answers, SenderFacts } from './facts.ts';
import { judgeAccount } from './judge-account.ts';
import { judgeDomain, unknownDomain } from './judge-domain.ts';
import type { SenderVerdict } from './verdict.ts';

/** Judges whether mail of the sender arrives: its DNS records against what SES expects, and its bounces and complaints. */
export function judgeSender(facts: SenderFacts): SenderVerdict[] {
  const { domain, account } = facts;
  return [...(domain === undefined ? [unknownDomain] : judgeDomain(domain, facts)), ...judgeAccount(account)];
}

/** A trouble's name, by which the next check recognizes it: worse is another trouble. */
export function nameOfTrouble({ about, grade }: SenderVerdict): string {
  return grade === undefined ? about : `${about} ${grade}`;
}

/** A record that is not what it was. */
export interface ChangedRecord {
  readonly record: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** The records that are not what they were; a name that nobody answered about has not changed. */
export function changedRecords(
  before: Readonly<Record<string, Answers>>,
  after: Readonly<Record<string, Answers>>,
): ChangedRecord[] {
  return Object.entries(after).flatMap(([record, now]) => {
    const then = before[record];
    if (then === undefined || now === undefined) return [];
    return JSON.stringify(then.toSorted()) === JSON.stringify(now.toSorted())
      ? []
      : [{ record, before: then, after: now }];
  });
}

/** The records to remember: where nobody answered, what was known before. */
export function remembered(before: SenderFacts['records'], after: SenderFacts['records']): SenderFacts['records'] {
  return Object.fromEntries(Object.entries(after).map(([record, now]) => [record, now ?? before[record]]));
}
