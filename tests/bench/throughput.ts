import type { Round } from './measured-run.ts';
import { median, type Report } from './report.ts';
import type { Request } from './traffic.ts';

/** Messages a second end to end, beside the bare SDK making the same requests: the middle of the rounds. */
export function reportThroughput(rounds: readonly Round[]): Report {
  const perSecond = median(rounds.map(({ sent, milliseconds }) => (sent * 1000) / milliseconds));
  const ceiling = median(rounds.map(({ sent, ceilingMilliseconds }) => (sent * 1000) / ceilingMilliseconds));
  const ratio = median(rounds.map(({ milliseconds, ceilingMilliseconds }) => ceilingMilliseconds / milliseconds));
  const sent = rounds.reduce((sum, round) => sum + round.sent, 0);
  const requests = rounds.flatMap((round) => round.requests);
  return {
    title: 'throughput',
    about: `${sent} messages of three journeys through the synthesized stack on this machine: bus, queues, functions in
worker threads, state machines, table, SES; middle of ${rounds.length} rounds. Baseline: the bare SDK making the same requests
(${mixPerMessage(requests, sent)} a message) to a server that does nothing.`,
    figures: [
      {
        what: 'messages a second',
        measured: `${perSecond.toFixed(1)}/s`,
        baseline: `${ceiling.toFixed(1)}/s`,
        ratio,
      },
    ],
  };
}

function mixPerMessage(requests: readonly Request[], sent: number): string {
  const byService = Map.groupBy(requests, ({ service }) => service);
  const counts = [...byService].map(([service, { length }]) => [service, length / sent] as const);
  return counts
    .toSorted(([, a], [, b]) => b - a)
    .map(([service, count]) => `${count.toFixed(1)} ${service}`)
    .join(', ');
}
