import { describeSurvey } from '../../build/import/reading/describe.ts';
import { inspectFile } from '../../build/import/reading/inspect.ts';
import { openFile } from '../../build/import/reading/open.ts';
import { Survey } from '../../build/import/reading/survey.ts';
import type { Language } from '../../src/commerce/words.ts';
import type { NamedColumns } from '../../src/connectors/files/columns.ts';
import { digestOf } from '../../src/connectors/files/digest.ts';
import type { FileEvent } from '../../src/connectors/files/event.ts';
import type { FileDefaults } from '../../src/connectors/files/format.ts';
import type { TimedEvent } from './feed.ts';

/** How an export is read, and how much of it. */
export interface PastOrdersOptions {
  readonly columns: NamedColumns;
  readonly defaults: FileDefaults;
  /** At most so many rows. */
  readonly limit?: number;
  /** Of its remarks. */
  readonly language?: Language;
}

/** The events of an export, in the order of their time. */
export interface PastOrders {
  readonly events: readonly TimedEvent[];
  /** How many orders were placed. */
  readonly placed: number;
  /** The counts of its rows, and what is wrong with them. */
  readonly remarks: readonly string[];
}

/**
 * Reads an export of orders as `npm run import` does, to play it as if it happened: what it tells is no history here.
 * Addresses are made from the customer's id, or from the address, on a domain that is reserved for examples.
 * @param now epoch milliseconds
 * @throws FileError when it cannot be read
 */
export async function readPastOrders(
  file: string,
  { columns, defaults, limit = Number.POSITIVE_INFINITY, language = 'en' }: PastOrdersOptions,
  now: number,
): Promise<PastOrders> {
  const context = {
    shop: 'demo',
    now,
    exportedAt: new Date(now).toISOString(),
    defaults,
    statuses: new Map(),
    storeZone: 'UTC',
  };
  const opened = await openFile(await inspectFile(file), { resource: 'orders', columns, context });
  const survey = new Survey();
  const events: TimedEvent[] = [];
  for await (const outcome of opened.outcomes) {
    survey.take(outcome);
    events.push(...outcome.events.map(({ posted }) => timedEvent(posted)));
    if (survey.rows >= limit) break;
  }
  return {
    events: events.sort((one, other) => one.postAt - other.postAt),
    placed: survey.types.get('order.placed') ?? 0,
    remarks: describeSurvey(survey, language).slice(1),
  };
}

function timedEvent({ type, detail: { history: _history, customer, ...detail } }: FileEvent): TimedEvent {
  const occurredAt = String(detail.occurredAt);
  return { type, postAt: Date.parse(occurredAt), detail: { ...detail, customer: madeUp(customer) } };
}

/** The customer with a made-up address, and without the others. */
function madeUp(customer: unknown): object {
  const { phone, lineId, email, id, ...others } = customer as Readonly<Record<string, unknown>>; // as a file event has it
  const name = id ?? digestOf(String(email ?? phone ?? lineId));
  const local = String(name)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-');
  return { ...others, ...(id !== undefined && { id }), email: `customer-${local}@example.com` };
}
