import { prices } from '../../local/demo/summary/prices.ts';
import { type Usage, usageByFunction } from './capacity.ts';
import type { Round } from './measured-run.ts';
import { dollars, type Report } from './report.ts';

/** What a message takes of DynamoDB, function by function, beside what the delivery alone takes. */
export function reportDatabase(rounds: readonly Round[]): Report {
  const sent = rounds.reduce((sum, round) => sum + round.sent, 0);
  const usage = usageByFunction(rounds.flatMap(({ requests }) => requests));
  const delivery = usage.get('deliver-message');
  if (delivery === undefined) throw new Error('deliver-message made no request to DynamoDB: was anything sent?');
  const all = [...usage.values()].reduce(add);
  const figure = (what: string, used: Usage) => ({
    what,
    measured: describe(used, sent),
    baseline: dollars(costOf(delivery, sent)),
    ratio: costOf(used, sent) / costOf(delivery, sent),
  });
  return {
    title: 'database',
    about: `DynamoDB requests, read units and write units per sent message, and what 1,000 messages cost at the list price
on demand. Baseline: deliver-message alone, which reads the customer and writes claim, ledger and run.`,
    figures: [...[...usage].map(([name, used]) => figure(name, used)), figure('all functions', all)],
  };
}

function describe({ requests, reads, writes }: Usage, sent: number): string {
  const per = (count: number) => (count / sent).toFixed(2);
  return `${per(requests)} requests, ${per(reads)} R, ${per(writes)} W, ${dollars(costOf({ requests, reads, writes }, sent))}`;
}

/** US dollars for 1,000 messages. */
function costOf({ reads, writes }: Usage, sent: number): number {
  return ((reads * prices.readUnit + writes * prices.writeUnit) / sent) * 1000;
}

function add(a: Usage, b: Usage): Usage {
  return { requests: a.requests + b.requests, reads: a.reads + b.reads, writes: a.writes + b.writes };
}
