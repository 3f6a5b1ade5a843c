import { day, hour } from '../../commerce/values/time-units.ts';
import type { WarmUp } from '../../model/warm-up.ts';
import { suppress } from '../../policy/customer/address.ts';
import { warmDay, warmUpEnds } from '../../policy/delivery/warm-up.ts';
import type { SenderFacts } from '../../policy/sender/facts.ts';
import { changedRecords, judgeSender, remembered } from '../../policy/sender/judge.ts';
import type { Stores } from '../../stores/stores.ts';
import type { Ports } from '../ports.ts';

/** An address on the list of addresses to which SES sends nothing any more. */
export interface ListedAddress {
  readonly address: string;
  readonly reason: 'bounce' | 'complaint';
  /** Epoch milliseconds. */
  readonly at: number;
}

/** What the check needs. */
export interface SenderPorts extends Pick<Ports, 'clock' | 'warn' | 'count'> {
  readonly stores: Pick<Stores, 'addresses' | 'senderChecks'>;
  readonly readSender: (now: number) => Promise<SenderFacts>;
  /** The addresses that SES has put on its list since then. */
  readonly listedSince: (time: number) => AsyncIterable<ListedAddress>;
  readonly warmUp: WarmUp | undefined;
  /** The store's zone. */
  readonly zone: string;
}

/**
 * The daily check of the sender. It logs and counts what keeps mail from arriving, and DNS records that are not what they
 * were; of a check that finds nothing there is no line, except the progress of a warm-up.
 */
export async function checkSender(ports: SenderPorts): Promise<void> {
  const { stores, clock, warn, count } = ports;
  const now = clock();
  const last = await stores.senderChecks.last();
  const facts = await ports.readSender(now);
  for (const { about, state, what, mend } of judgeSender(facts)) {
    if (state === 'good') continue;
    warn(state === 'trouble' ? 'sender in trouble' : 'sender not checked', { about, what, ...(mend && { mend }) });
    if (state === 'trouble') count('SenderTrouble', { about });
  }
  for (const { record, before, after } of changedRecords(last.records ?? {}, facts.records)) {
    warn('DNS record changed', { record, before: textOf(before), after: textOf(after) });
    count('SenderTrouble', { about: 'DNS' });
  }
  tellOfWarmUp(facts, now, ports);
  await closeListed(last.at, now, ports);
  await stores.senderChecks.remember({ at: now, records: remembered(last.records ?? {}, facts.records) }, last.rev);
}

function textOf(answers: readonly string[]): string {
  return answers.toSorted().join(' | ') || 'none';
}

function tellOfWarmUp({ account }: SenderFacts, now: number, { warmUp, zone, count }: SenderPorts): void {
  const today = warmUp && warmDay(warmUp, now, zone);
  if (!today) return;
  count('WarmUpDay', {
    day: String(today.number),
    most: String(today.most),
    sentLately: String(account.sentLately),
    ends: warmUpEnds(warmUp),
  });
}

/** Lists are read from a little before the last check: SES shows an address on its list a while after it put it there. */
const overlap = hour;

/**
 * Closes what SES has put on its own list: also by mail that did not come from here. What was reopened since stays open.
 */
async function closeListed(last: number | undefined, now: number, { stores, listedSince }: SenderPorts): Promise<void> {
  for await (const { address, reason, at } of listedSince((last ?? now - day) - overlap)) {
    const ref = stores.addresses.refOf('email', address);
    const said = { what: reason, saidAt: at, from: 'report', source: reason } as const;
    await stores.addresses.change(ref, (known) => suppress(known, { reason, at }), said);
  }
}
