import { parse } from 'csv-parse/sync';
import type { NamedColumns } from '../../../src/connectors/files/columns.ts';
import type { FileContext } from '../../../src/connectors/files/context.ts';
import type { FileResource } from '../../../src/connectors/files/fields.ts';
import { fileFormats, recogniseFormat } from '../../../src/connectors/files/formats.ts';
import { FileImport, type FileOutcome } from '../../../src/connectors/files/import-file.ts';

/** How a test reads a file, beside its text. */
export interface Reading {
  readonly resource: FileResource;
  readonly format?: string;
  readonly columns?: NamedColumns;
  readonly context?: Partial<FileContext>;
}

/** Reads the text of a file as the import does. */
export function readText(text: string, { resource, format, columns = {}, context = {} }: Reading) {
  const [header = [], ...rows]: string[][] = parse(text, { relax_column_count: true });
  const chosen = fileFormats.find(({ name }) => name === format) ?? recogniseFormat(header, resource);
  const fileImport = new FileImport(
    header,
    {
      format: chosen,
      shop: 'demo',
      now: Date.parse('2026-11-01T00:00:00Z'),
      exportedAt: '2026-10-31T00:00:00.000Z',
      times: { zone: chosen.defaults?.zone ?? 'Asia/Tokyo' },
      statuses: new Map(),
      ...context,
      defaults: { ...chosen.defaults, ...context.defaults },
    },
    columns,
  );
  const added = rows.flatMap((cells, index) => fileImport.add({ row: index + 2, cells }));
  return { format: chosen, outcomes: [...added, ...fileImport.end()] };
}

/** The recorded events of outcomes, without what all events have. */
export function eventsIn(outcomes: readonly FileOutcome[]) {
  return outcomes.flatMap(({ events }) => events.map(({ recorded }) => recorded));
}

/** Type and time of each event. */
export function timesIn(outcomes: readonly FileOutcome[]) {
  return eventsIn(outcomes).map(({ type, occurredAt }) => `${type} ${occurredAt}`);
}

/** What is wrong, row by row, in English and in Japanese. */
export function problemsIn(outcomes: readonly FileOutcome[], language: 'en' | 'ja' = 'en') {
  return outcomes.flatMap(({ problems }) =>
    problems.map(({ row, column, said }) => `row ${row}, column ${column}: ${said[language]}`),
  );
}
