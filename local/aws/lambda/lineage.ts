import { createHash, randomBytes } from 'node:crypto';

/** Lambda ends a loop after so many rounds. */
export const mostRounds = 16;

/** An invocation's place in the chain of calls that led to it. */
export interface Round {
  /** The number of calls of the function in that chain, this one included. */
  readonly rounds: number;
  /** X-Ray's header for what the function calls in its turn. */
  readonly trace: string;
}

/**
 * Counts a call of a function in the chain that led to it, as Lambda does: in the `Lineage` of X-Ray's header, which the
 * SDK takes from the function's environment to what it calls, and which queues keep with their messages.
 * @param trace the header that came with the event; undefined for one that no function sent
 */
export function countRound(functionArn: string, trace: string | undefined): Round {
  const hash = createHash('sha256').update(functionArn).digest('hex').slice(0, 8);
  const { lineage = '', ...parts } = partsOf(trace ?? '');
  const counts = new Map(lineage.split('|').filter(Boolean).map(readCount));
  const rounds = (counts.get(hash) ?? 0) + 1;
  counts.set(hash, rounds);
  const root = parts.root ?? `1-${randomBytes(4).toString('hex')}-${randomBytes(12).toString('hex')}`;
  const counted = [...counts].map(([name, count]) => `1:${name}:${count}`).join('|');
  return {
    rounds,
    trace: `Root=${root};Parent=${randomBytes(8).toString('hex')};Sampled=${parts.sampled ?? '0'};Lineage=${counted}`,
  };
}

function partsOf(trace: string): Record<string, string> {
  const pairs = trace.split(';').map((part) => part.trim().split('='));
  return Object.fromEntries(pairs.map(([name = '', value = '']) => [name.toLowerCase(), value]));
}

function readCount(text: string): [hash: string, count: number] {
  const [, hash = '', count] = /([0-9a-f]+):(\d+)$/.exec(text) ?? [];
  return [hash, Number(count ?? 0)];
}
