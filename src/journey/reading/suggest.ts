import { type Said, type Saying, say } from './saying.ts';

/** So many words are listed where there is another advice. */
const mostListed = 10;

/**
 * A suggestion in place of a word that is none of the known ones: the nearest, or else all of them.
 * @param otherwise the suggestion when none is near, and there are too many to list
 */
export function suggest(word: string, known: readonly string[], otherwise?: Saying): Saying {
  const near = nearest(word, known);
  if (near !== undefined) return say`did you mean "${near}"?`;
  return otherwise && known.length > mostListed ? otherwise : say`write ${anyOf(known)}`;
}

/** `did you mean "cart.url"?` if one of the candidates is near, else the advice. */
export function nearestOr<Advice extends Saying>(advice: Advice, word: string, candidates: readonly string[]) {
  const near = nearest(word, candidates);
  return near === undefined ? advice : say`did you mean "${near}"?`;
}

/** A suggestion in place of an unknown segment, which may have yet to be written. */
export function suggestSegment(name: string, known: readonly string[]): Saying {
  const define = say`define it in statemachines/segments.yaml`;
  return nearestOr(known.length > 0 ? say`write ${known.join(', ')}, or ${define}` : define, name, known);
}

/** `a`, `a or b`, `a, b or c`. */
export function anyOf(words: readonly string[]): Said {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : say`${words.slice(0, -1).join(', ')} or ${last}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function allOf(words: readonly string[]): Said {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : say`${words.slice(0, -1).join(', ')} and ${last}`;
}

/** The candidate that differs in a letter or two; in a longer word, in a third of them. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const distances = known.map((candidate) => ({
    candidate,
    distance: editDistance(word.toLowerCase(), candidate.toLowerCase()),
  }));
  const [best] = distances.sort((one, other) => one.distance - other.distance);
  return best && best.distance <= Math.max(1, Math.floor(word.length / 3)) ? best.candidate : undefined;
}

/** Insertions, deletions, replacements and swaps of neighbours that turn one word into the other. */
function editDistance(one: string, other: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row++) {
    const current = [row];
    for (let column = 1; column <= other.length; column++) {
      const same = one[row - 1] === other[column - 1];
      const swapped = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      current[column] = Math.min(
        cell(previous, column) + 1,
        cell(current, column - 1) + 1,
        cell(previous, column - 1) + (same ? 0 : 1),
        swapped ? cell(before, column - 2) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    before = previous;
    previous = current;
  }
  return cell(previous, other.length);
}

function cell(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
