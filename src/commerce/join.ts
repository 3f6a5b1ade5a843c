/*
 * A fact is the join of all that was ever said of it. Joining is commutative, associative and idempotent, so events may
 * come late, twice and in any order, and the facts of two customers who turn out to be one come to what one customer
 * who had heard everything would have. Every choice between two words is therefore settled by the words alone: by
 * when they were said, and at the same time by how they are spelt.
 */

/** The one that was said later. One without a time gives way; a tie goes by the spelling. */
export function laterOf<T>(one: T, other: T, time: (fact: T) => number | undefined): T {
  const [a, b] = [time(one) ?? Number.NEGATIVE_INFINITY, time(other) ?? Number.NEGATIVE_INFINITY];
  if (a !== b) return a > b ? one : other;
  return spelling(one) >= spelling(other) ? one : other;
}

/** The one that was said earlier; a tie goes by the spelling. */
export function earlierOf<T>(one: T, other: T, time: (fact: T) => number): T {
  if (time(one) !== time(other)) return time(one) < time(other) ? one : other;
  return spelling(one) >= spelling(other) ? one : other;
}

/** The earlier of two times, of which either may be unknown. */
export function earliest(one: number | undefined, other: number | undefined): number | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return Math.min(one, other);
}

/** The later of two times, of which either may be unknown. */
export function latest(one: number | undefined, other: number | undefined): number | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return Math.max(one, other);
}

/** The same text for the same content, in whatever order its fields were written. */
export function spelling(value: unknown): string {
  return JSON.stringify(value, (_key, inner) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
