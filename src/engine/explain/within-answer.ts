/** Of the six megabytes that a function may answer with, as JSON, so many are for the lines. */
const mostBytes = 4_500_000;

/** The newest of the lines that fit into one answer; they come oldest first. */
export function withinAnswer<Line>(lines: readonly Line[], most = mostBytes): readonly Line[] {
  let left = most;
  const first = lines.findLastIndex((line) => {
    left -= new TextEncoder().encode(JSON.stringify(line)).length + 1;
    return left < 0;
  });
  return lines.slice(first + 1);
}
