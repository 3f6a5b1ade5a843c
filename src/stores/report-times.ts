import type { Channel } from '../commerce/customer/channel.ts';
import { minute } from '../commerce/values/time-units.ts';
import type { HeardReports } from '../model/heard-reports.ts';
import { reportTimesKey } from './item-keys.ts';
import type { Stored, Table } from './table.ts';

/** What is noted lags behind what was heard by so much at most: of many reports in a row one writes. */
const noteEvery = 5 * minute;

/** How far the reports on what a channel has sent have come in. One item for each channel, which many reports share. */
export class ReportTimes {
  readonly #table: Table;
  /** What this container knows to be noted: reports that add nothing to it read nothing. */
  readonly #noted = new Map<Channel, HeardReports>();

  constructor(table: Table) {
    this.#table = table;
  }

  /** What was heard of a channel. */
  async of(channel: Channel): Promise<HeardReports> {
    return (await this.#read(channel))?.value ?? {};
  }

  /**
   * Notes what was heard, unless nearly the same is noted already. Where another call is first, its note serves as well.
   * @returns true if it wrote
   */
  async note(channel: Channel, heard: HeardReports): Promise<boolean> {
    if (!isNews(heard, this.#noted.get(channel))) return false;
    const known = await this.#read(channel);
    const isWritten = isNews(heard, known?.value);
    const value = isWritten ? laterOf(known?.value, heard) : (known?.value ?? {});
    if (isWritten && (await this.#table.put(reportTimesKey(channel), value, known?.rev ?? 0)) === undefined)
      return false;
    this.#noted.set(channel, value);
    return isWritten;
  }

  async #read(channel: Channel): Promise<Stored<HeardReports> | undefined> {
    return (await this.#table.get(reportTimesKey(channel))) as Stored<HeardReports> | undefined; // the key holds the noun
  }
}

const fields = ['until', 'lateAt'] as const;

function isNews(heard: HeardReports, known: HeardReports = {}): boolean {
  return fields.some((field) => (heard[field] ?? Number.NEGATIVE_INFINITY) > (known[field] ?? 0) + noteEvery);
}

function laterOf(known: HeardReports = {}, heard: HeardReports): HeardReports {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const times = [known[field] ?? [], heard[field] ?? []].flat();
      return times.length === 0 ? [] : [[field, Math.max(...times)]];
    }),
  );
}
