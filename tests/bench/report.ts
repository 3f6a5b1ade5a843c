/** One figure beside its baseline, both measured in this process. */
export interface Figure {
  readonly what: string;
  /** The absolute figure, with its unit: it says as much about the machine as about the code. */
  readonly measured: string;
  readonly baseline: string;
  /** Measured divided by baseline; nothing when there is none to divide by. */
  readonly ratio?: number;
  /** What the ratio may be at most; nothing when the figure only informs. */
  readonly limit?: number;
}

/** What one benchmark found. */
export interface Report {
  readonly title: string;
  /** What is measured, and beside what. */
  readonly about: string;
  readonly figures: readonly Figure[];
}

/** The report as a table of aligned columns. */
export function printReport({ title, about, figures }: Report): string {
  const rows = [
    ['', 'measured', 'baseline', 'ratio'],
    ...figures.map(({ what, measured, baseline, ratio }) => [
      what,
      measured,
      baseline,
      ratio === undefined ? '' : `${ratio.toFixed(2)}×`,
    ]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))),
  );
  return `${title}\n${about}\n\n${lines.map((cells) => `  ${cells.join('   ')}`.trimEnd()).join('\n')}\n`;
}

/** What a report says of each figure that is over its limit, or that could not be measured against it. */
export function overLimit({ title, figures }: Report): string[] {
  return figures.flatMap(({ what, measured, baseline, ratio = Number.NaN, limit }) => {
    if (limit === undefined || ratio <= limit) return [];
    return [
      `${title}: ${what} takes ${ratio.toFixed(2)} times its baseline, and ${limit.toFixed(2)} is the limit (${measured}, beside ${baseline}).`,
    ];
  });
}

/** The middle of the values. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** US dollars, with as many decimals as small amounts need. */
export function dollars(amount: number): string {
  return `$${amount.toFixed(amount < 0.1 ? 4 : 3)}`;
}
