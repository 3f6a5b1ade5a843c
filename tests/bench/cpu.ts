import type { Round } from './measured-run.ts';
import type { Report } from './report.ts';
import type { Request } from './traffic.ts';

/** CPU time and requests for a message, from PutEvents to SES, beside the bare SDK that makes the same requests. */
export function reportCpu(rounds: readonly Round[]): Report {
  const sent = rounds.reduce((sum, round) => sum + round.sent, 0);
  const requests = rounds.flatMap((round) => round.requests);
  const delivering = requests.filter(({ by }) => by === 'deliver-message').length;
  return {
    title: 'cpu',
    about: `${sent} messages of three journeys through the synthesized stack on this machine: bus, queues, functions in
worker threads, state machines, table, SES, in ${rounds.length} rounds. CPU is that of all threads. Baseline: the bare SDK makes
the same requests (${mixPerMessage(requests, sent)} a message) by the same way to a service that does nothing; of the
requests, those of deliver-message alone.`,
    figures: [
      beside('CPU a message', rounds, ({ bareCpu }) => bareCpu),
      {
        what: 'requests a message',
        measured: (requests.length / sent).toFixed(1),
        baseline: (delivering / sent).toFixed(1),
        ratio: requests.length / delivering,
      },
      ...(rounds.some(({ against }) => against === undefined)
        ? []
        : [beside('CPU a message, beside the stack of --against', rounds, ({ against = Number.NaN }) => against)]),
    ],
  };
}

/** All rounds together: what turns take of a busy machine evens out. */
function beside(what: string, rounds: readonly Round[], other: (round: Round) => number) {
  const sent = rounds.reduce((sum, round) => sum + round.sent, 0);
  const ours = rounds.reduce((sum, { cpu }) => sum + cpu, 0);
  const theirs = rounds.reduce((sum, round) => sum + other(round), 0);
  return {
    what,
    measured: `${(ours / sent).toFixed(1)} ms`,
    baseline: `${(theirs / sent).toFixed(1)} ms`,
    ratio: ours / theirs,
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
