import type { Round } from './measured-run.ts';
import { median, type Report } from './report.ts';
import type { Request } from './traffic.ts';

/** CPU time and requests for a message, from PutEvents to SES, beside the bare SDK that makes the same requests. */
export function reportCpu(rounds: readonly Round[]): Report {
  const sent = rounds.reduce((sum, round) => sum + round.sent, 0);
  const requests = rounds.flatMap((round) => round.requests);
  const delivering = requests.filter(({ by }) => by === 'deliver-message').length;
  const against = rounds.flatMap((round) => (round.against === undefined ? [] : [round.against / round.cpu]));
  return {
    title: 'cpu',
    about: `${sent} messages of three journeys through the synthesized stack on this machine: bus, queues, functions in
worker threads, state machines, table, SES; the middle of ${rounds.length} rounds. CPU is that of all threads. Baseline: the bare SDK makes
the same requests (${mixPerMessage(requests, sent)} a message) by the same way to a service that does nothing; of the
requests, those of deliver-message alone.`,
    figures: [
      {
        what: 'CPU a message',
        measured: `${median(rounds.map(({ cpu, sent: of }) => cpu / of)).toFixed(1)} ms`,
        baseline: `${median(rounds.map(({ bareCpu, sent: of }) => bareCpu / of)).toFixed(1)} ms`,
        ratio: median(rounds.map(({ cpu, bareCpu }) => cpu / bareCpu)),
      },
      {
        what: 'requests a message',
        measured: (requests.length / sent).toFixed(1),
        baseline: (delivering / sent).toFixed(1),
        ratio: requests.length / delivering,
      },
      ...(against.length === 0
        ? []
        : [
            {
              what: 'CPU a message, beside the stack of --against',
              measured: `${median(rounds.map(({ cpu, sent: of }) => cpu / of)).toFixed(1)} ms`,
              baseline: `${median(rounds.map(({ against: other = 0, sent: of }) => other / of)).toFixed(1)} ms`,
              ratio: 1 / median(against),
            },
          ]),
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
