import { type Answers, isSilent, type SenderFacts } from './facts.ts';
import { judgeAccount, judgeRates } from './judge-account.ts';
import { judgeDmarc, judgeDomain } from './judge-domain.ts';
import type { SenderVerdict } from './verdict.ts';

/** Judges whether mail of the sender arrives: its DNS records against what SES expects, and its bounces and complaints. */
export function judgeSender(facts: SenderFacts): SenderVerdict[] {
  return [...judgeDomain(facts), judgeDmarc(facts), ...judgeAccount(facts.account), ...judgeRates(facts.rates)];
}

/** A trouble's name, by which the next check recognizes it: worse is another trouble. */
export function nameOfTrouble({ about, grade }: SenderVerdict): string {
  return grade === undefined ? about : `${about} ${grade}`;
}

/** The troubles known before of which this check learnt nothing: they last until it is known that they are over. */
export function lastingTroubles(before: readonly string[], verdicts: readonly SenderVerdict[]): string[] {
  return before.filter((name) => verdicts.some(({ state, about }) => state === 'unknown' && isAbout(name, about)));
}

/** True if the trouble of that name is about this. */
export function isAbout(name: string, about: SenderVerdict['about']): boolean {
  return name === about || name.startsWith(`${about} `);
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

/**
 * The records to remember: where nobody answered, what was known before. Without SES's word on the domain nobody knows which
 * records it has, so that none is forgotten.
 */
export function remembered(
  before: SenderFacts['records'],
  { domain, records }: Pick<SenderFacts, 'domain' | 'records'>,
): SenderFacts['records'] {
  const isKnown = domain !== 'absent' && !isSilent(domain);
  const after = Object.fromEntries(Object.entries(records).map(([record, now]) => [record, now ?? before[record]]));
  return isKnown ? after : { ...before, ...after };
}
