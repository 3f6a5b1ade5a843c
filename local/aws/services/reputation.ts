import type { Mail, Outbox } from '../outbox.ts';
import type { MetricAt, Metrics } from './cloudwatch.ts';

/** SES judges by the latest mails, and calls them a representative volume. */
const representative = 10_000;

/** The metrics by which SES says how its mail fares: shares of the mails that bounced for good, or were complained about. */
export function reputationMetrics(outbox: Outbox): Metrics {
  return {
    'AWS/SES Reputation.BounceRate': shareOf(outbox, 'bounce'),
    'AWS/SES Reputation.ComplaintRate': shareOf(outbox, 'complaint'),
  };
}

function shareOf(outbox: Outbox, kind: 'bounce' | 'complaint'): MetricAt {
  return (time) => {
    const sent = outbox.mails.filter(({ at }) => at <= time).slice(-representative);
    const bad = sent.filter((mail) => suffered(mail, kind, time));
    return sent.length === 0 ? undefined : bad.length / sent.length;
  };
}

function suffered({ events }: Mail, kind: string, time: number): boolean {
  return events.some((event) => event.kind === kind && event.at <= time);
}
