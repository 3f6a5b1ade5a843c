/*
 * Colours as #rgb or #rrggbb, and how well one is read on another: the contrast ratio of WCAG 2.2, from 1 to 21.
 */

/** The least contrast of text, and of the edges of what can be clicked. */
export const leastContrast = { text: 4.5, edge: 3 } as const;

/** The contrast of two colours. NaN unless both are #rgb or #rrggbb. */
export function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** White or black, whichever is read on the colour; white where both are, and on anything that is no such colour. */
export function inkOn(color: string): '#111111' | '#000000' | '#ffffff' {
  if (!(contrast('#ffffff', color) < leastContrast.text)) return '#ffffff';
  return contrast('#111111', color) < leastContrast.text ? '#000000' : '#111111';
}

/** The colour, made darker or lighter until it has at least that contrast on the background. */
export function readable(color: string, background: string, least: number): string {
  const end = luminance(background) > 0.18 ? 0 : 255;
  for (let share = 0; share <= 1; share += 0.02) {
    const mixed = hex(channels(color).map((value) => Math.round(value + (end - value) * share)));
    if (contrast(mixed, background) >= least) return mixed;
  }
  return inkOn(background);
}

/** Relative luminance, from 0 to 1. */
function luminance(color: string): number {
  const [red = Number.NaN, green = Number.NaN, blue = Number.NaN] = channels(color).map((value) => {
    const share = value / 255;
    return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function channels(color: string): number[] {
  const digits = color.length === 4 ? color.replaceAll(/[0-9a-f]/gi, '$&$&') : color;
  const pairs = /^#(..)(..)(..)$/.exec(digits)?.slice(1) ?? [];
  return pairs.map((pair) => Number.parseInt(pair, 16));
}

function hex(values: readonly number[]): string {
  return `#${values.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}
