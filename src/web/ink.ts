/** Black or white, whichever is easier to read on a CSS colour given as #rgb or #rrggbb; white on any other. */
export function inkOn(color: string): '#111111' | '#ffffff' {
  const [red = 0, green = 0, blue = 0] = channels(color).map((value) => (value / 255) ** 2.2);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.3 ? '#111111' : '#ffffff';
}

function channels(color: string): number[] {
  const digits = color.length === 4 ? color.replaceAll(/[0-9a-f]/gi, '$&$&') : color;
  const pairs = /^#(..)(..)(..)$/.exec(digits)?.slice(1) ?? [];
  return pairs.map((pair) => Number.parseInt(pair, 16));
}
