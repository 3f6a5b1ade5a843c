import { readArguments, refuseWords } from '../../build/command/command.ts';
import type { HistoryOptions } from './shop/make-history.ts';

export const help = `npm run soak -- [--events 5000] [--seed 1] [--workers 1] [faults]

Simulates random histories of whole shops in memory, through the real use cases and the compiled journeys on a virtual
clock, with faults, and checks the results against the rules of the product.

  --events N        number of events that the shops post (default 5000), about 2,500 per shop
  --seed S          seed of the first shop (default 1); each further shop uses the next number
  --workers W       number of shops simulated in parallel (default 1)
  --duplicates P    share of deliveries by bus, queue and Lambda that come twice (default 0.2)
  --disorder TIME   maximum delay of three events in ten (default 1h)
  --crash P         share of function calls that die at a request, before or after it (default 0.01)
  --throttle P      share of request attempts that the service throttles (default 0.05)
  --unanswered P    share of messages that are accepted without an answer (default 0.002)
  --outage TIME     duration of each of a dozen outages per shop; 0 for none (default 10m)
  --joins P         share of customers who are known by other names first (default 0.05)
  --optouts P       share of marketing messages whose reader opts out (default 0.02)
  --choices P       share of marketing mails whose reader changes topics, frequency or a pause (default 0.06)
  --pauses N        pauses of everything, a channel, a topic or a journey by the shop, 11 at most (default 5)
  --erasures P      share of customers who ask for their erasure (default 0.05)
  --confirms P      turns double opt-in on: share of confirmation mails whose reader confirms (off unless given)

Times are numbers with s, m, h or d. The exit code is 0 if no rule was broken, 1 if one was, 2 for an invalid option.
A broken rule is printed with its shop's seed and the shortest history that breaks it.`;

export interface SoakOptions extends HistoryOptions {
  readonly events: number;
  readonly seed: number;
  readonly workers: number;
}

/** A wrong option. */
export class OptionError extends Error {
  override readonly name = 'OptionError';
}

const names = [
  'events',
  'seed',
  'workers',
  'duplicates',
  'disorder',
  'crash',
  'throttle',
  'unanswered',
  'outage',
  'joins',
  'optouts',
  'choices',
  'pauses',
  'erasures',
  'confirms',
] as const;

/**
 * Reads the command's options.
 * @returns undefined when help is asked for
 * @throws OptionError
 */
export function readOptions(args: readonly string[]): SoakOptions | undefined {
  const { values } = parse(args);
  if (values.help) return undefined;
  const text = (name: (typeof names)[number], otherwise: string) => String(values[name] ?? otherwise);
  const share = (name: (typeof names)[number], otherwise: string) => readShare(name, text(name, otherwise));
  return {
    events: readCount('events', text('events', '5000')),
    seed: readCount('seed', text('seed', '1')),
    workers: readCount('workers', text('workers', '1')),
    rates: {
      duplicates: share('duplicates', '0.2'),
      crash: share('crash', '0.01'),
      throttle: share('throttle', '0.05'),
      unanswered: share('unanswered', '0.002'),
    },
    disorder: readTime('disorder', text('disorder', '1h')),
    outage: readTime('outage', text('outage', '10m')),
    joins: share('joins', '0.05'),
    optOuts: share('optouts', '0.02'),
    choices: share('choices', '0.06'),
    pauses: text('pauses', '5') === '0' ? 0 : readCount('pauses', text('pauses', '5')),
    erasures: share('erasures', '0.05'),
    ...(values.confirms !== undefined && { confirms: share('confirms', '') }),
  };
}

function parse(args: readonly string[]): { readonly values: Readonly<Record<string, string | boolean | undefined>> } {
  const texts = Object.fromEntries(names.map((name) => [name, { type: 'string' } as const]));
  try {
    const { values, positionals } = readArguments(args, { ...texts, help: { type: 'boolean', short: 'h' } });
    refuseWords(positionals);
    return { values };
  } catch (error) {
    throw new OptionError(error instanceof Error ? error.message : String(error));
  }
}

function readCount(name: string, text: string): number {
  if (/^[1-9]\d{0,9}$/.test(text)) return Number(text);
  throw new OptionError(`--${name} takes a whole number from 1 on, not "${text}".`);
}

function readShare(name: string, text: string): number {
  const share = Number(text);
  if (text.trim() !== '' && share >= 0 && share <= 1) return share;
  throw new OptionError(`--${name} takes a number from 0 to 1, not "${text}".`);
}

const units: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

function readTime(name: string, text: string): number {
  if (text === '0') return 0;
  const [, number, unit = ''] = /^(\d+(?:\.\d+)?)([smhd])$/.exec(text) ?? [];
  if (number !== undefined) return Number(number) * (units[unit] ?? 0);
  throw new OptionError(`--${name} takes a time such as 10m or 1h, not "${text}".`);
}
