import type { StoreEvent } from '../../commerce/events.ts';
import { isCurrency } from '../../commerce/values/currency.ts';
import type { Words } from '../../commerce/words.ts';
import { checkEvent } from './check-event.ts';
import { findColumns, type NamedColumns } from './columns.ts';
import type { FileContext } from './context.ts';
import type { FileEvent } from './event.ts';
import { whyNoMember } from './member-status.ts';
import { type CellProblem, FileError } from './problem.ts';
import { eventsOfCustomer } from './read-customer.ts';
import { eventsOfOrder } from './read-order.ts';
import { type FileColumns, type FileRow, RowCells } from './row.ts';
import { RowReader } from './row-reader.ts';
import { SeenOrders } from './seen-orders.ts';

/** An event as it is posted, and as it would be recorded. */
export interface ReadyEvent {
  readonly posted: FileEvent;
  readonly recorded: StoreEvent;
}

/** What becomes of one customer or order of a file: of one row, or of several that stand together. */
export interface FileOutcome {
  readonly rows: readonly FileRow[];
  readonly events: readonly ReadyEvent[];
  /** Why it is refused as a whole; none if it is imported or left out. */
  readonly problems: readonly CellProblem[];
  /** What is left out of it. */
  readonly notes: readonly CellProblem[];
  /** How many of its agreements have no date, and are left out for that. */
  readonly undatedConsents?: number;
  /** Why it is left out on purpose. */
  readonly leftOut?: Words;
}

const noOrder: Words = {
  en: 'no order (yet): a draft, or not paid',
  ja: '注文として成立していない（下書き・未決済など）',
};

/** Turns the rows of one file into events. Keeps the rows of one order, and two numbers for each order before. */
export class FileImport {
  readonly context: FileContext;
  readonly columns: FileColumns;
  readonly #width: number;
  readonly #seen = new SeenOrders();
  #order: RowCells[] = [];

  /**
   * @param header the cells of the first row
   * @throws FileError when a necessary column is missing or doubtful
   */
  constructor(header: readonly string[], context: FileContext, named: NamedColumns) {
    this.columns = findColumns(header, context.format, named);
    this.context = { ...context, defaults: { ...context.defaults, ...currencyOfFile(this.columns, context) } };
    this.#width = header.length;
  }

  /** Takes the next row. @returns what is complete by it: the row's customer, or the order of the rows before */
  add(row: FileRow): readonly FileOutcome[] {
    if (row.cells.every((cell) => cell.trim() === '')) return [];
    const ragged = this.#ragged(row);
    if (ragged) return [...this.end(), ragged];
    const cells = new RowCells(this.columns, row);
    if (this.context.format.resource === 'customers') return [this.#customer(cells)];
    const [first] = this.#order;
    const continues = first !== undefined && [first.text('id'), ''].includes(cells.text('id'));
    const complete = continues ? [] : this.end();
    this.#order.push(cells);
    return complete;
  }

  /** Ends the file. @returns the order of its last rows */
  end(): readonly FileOutcome[] {
    const rows = this.#order;
    const [first] = rows;
    this.#order = [];
    return first === undefined ? [] : [this.#outcomeOfOrder(first, rows)];
  }

  #customer(cells: RowCells): FileOutcome {
    const reader = new RowReader(cells, this.context);
    const leftOut = whyNoMember(reader);
    if (leftOut) return { rows: [cells.source], events: [], problems: [], notes: [], leftOut };
    return this.#checked([reader], eventsOfCustomer(reader));
  }

  #outcomeOfOrder(first: RowCells, rows: readonly RowCells[]): FileOutcome {
    const readers = rows.map((cells) => new RowReader(cells, this.context));
    const leftOut = this.context.format.leavesOut?.(first);
    const events = leftOut ? undefined : eventsOfOrder({ rows: readers, seen: this.#seen });
    const sources = rows.map(({ source }) => source);
    if (events === undefined && readers.every(({ problems }) => problems.length === 0)) {
      return { rows: sources, events: [], problems: [], notes: [], leftOut: leftOut ?? noOrder };
    }
    return this.#checked(readers, events ?? []);
  }

  /** The events, each checked by its contract. One problem refuses them all, so that nothing is imported by halves. */
  #checked(readers: readonly RowReader[], events: readonly FileEvent[]): FileOutcome {
    const rows = readers.map(({ cells }) => cells.source);
    const problems = readers.flatMap((reader) => reader.problems);
    const notes = readers.flatMap((reader) => reader.notes);
    const [first] = readers;
    if (problems.length > 0 || first === undefined) return { rows, events: [], problems, notes };
    const ready: ReadyEvent[] = [];
    for (const posted of events) {
      const checked = checkEvent(posted, first.cells, this.context);
      if ('problems' in checked) return { rows, events: [], problems: checked.problems, notes };
      ready.push({ posted, recorded: checked.event });
      notes.push(...checked.notes);
    }
    const undatedConsents = readers.reduce((sum, reader) => sum + reader.undatedConsents, 0);
    return { rows, events: ready, problems, notes: distinct(notes), undatedConsents };
  }

  /** A row with more or fewer cells than the header: nobody can tell which column a cell belongs to. */
  #ragged({ row, cells }: FileRow): FileOutcome | undefined {
    const more = cells.length - this.#width;
    if (more === 0 || (more > 0 && cells.slice(this.#width).every((cell) => cell.trim() === ''))) return undefined;
    const said = {
      en: `has ${cells.length} cells where the header has ${this.#width}; expected as many: put a cell that holds the separator in quotes`,
      ja: `セルが${cells.length}個あり、見出しの${this.#width}個と一致しません。区切り文字を含むセルは引用符で囲んでください`,
    };
    const column = `#${Math.min(cells.length, this.#width + 1)}`;
    return { rows: [{ row, cells }], events: [], problems: [{ row, column, said }], notes: [] };
  }
}

/** One note for each column of a row, however many events say it. */
function distinct(notes: readonly CellProblem[]): readonly CellProblem[] {
  return [...new Map(notes.map((note) => [`${note.row} ${note.column} ${note.said.en}`, note])).values()];
}

/** The currency of a whole file: as given, or as the total's column says by its name (`total_gbp`). */
function currencyOfFile({ names, places }: FileColumns, { format, defaults }: FileContext) {
  if (format.resource !== 'orders' || defaults.currency !== undefined) return {};
  const name = (names.get('total') ?? names.get('price') ?? '').normalize('NFKC');
  const code = /\(円\)$/.test(name) ? 'JPY' : /[_\s(]([a-z]{3})\)?$/i.exec(name)?.[1]?.toUpperCase();
  if (code !== undefined && isCurrency(code)) return { currency: code };
  if (places.has('currency')) return {};
  throw new FileError({
    en: 'row 1: no column says the currency of the orders. Say it with --currency JPY, or name the column with --columns "currency=…".',
    ja: '1行目: 注文の通貨を示す列がありません。--currency JPY、または --columns "currency=…" で指定してください。',
  });
}
