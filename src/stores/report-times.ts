import type { Channel } from '../commerce/customer/channel.ts';
import type { HeardReports } from '../model/heard-reports.ts';
import {
  afterReport,
  afterSending,
  type HeardReport,
  isLateReport,
  LatestReports,
} from '../policy/delivery/heard-reports.ts';
import { change, unlessSame } from './change.ts';
import { reportTimesKey } from './item-keys.ts';
import type { Stored, Table } from './table.ts';

/** Where a report came in. */
export interface Noted {
  readonly channel: Channel;
  /** True if messages by the channel may wait for reports. If not, nothing begins to be noted; what has begun goes on. */
  readonly isAwaited: boolean;
}

/** Of which messages of a channel reports came in. One item for each channel, which many messages and reports share. */
export class ReportTimes {
  readonly #table: Table;
  /** What this container knows to be noted: what adds nothing to it reads nothing. `undefined`: there was no item. */
  readonly #noted = new Map<Channel, HeardReports | undefined>();

  readonly #latest = new Map<Channel, LatestReports>();

  constructor(table: Table) {
    this.#table = table;
  }

  /** What was heard of a channel. */
  async of(channel: Channel): Promise<HeardReports> {
    return (await this.#read(channel))?.value ?? {};
  }

  /**
   * Notes that a message was sent by a channel whose reports are awaited.
   * @throws RetryableError when others keep being first
   */
  noteSent(channel: Channel, at: number): Promise<void> {
    return this.#note({ channel, isAwaited: true }, (known) => afterSending(known, at));
  }

  /**
   * Notes that a report came in.
   * @throws RetryableError when others keep being first
   */
  noteReport(noted: Noted, evidence: HeardReport, now: number): Promise<void> {
    const isLate = isLateReport(evidence, now);
    const isByChance = !this.#latestOf(noted.channel).add(isLate) && isLate;
    const heard = isByChance ? { ...evidence, isNews: false } : evidence;
    return this.#note(noted, (known) => afterReport(known, heard, now));
  }

  #latestOf(channel: Channel): LatestReports {
    const latest = this.#latest.get(channel) ?? new LatestReports();
    this.#latest.set(channel, latest);
    return latest;
  }

  async #note({ channel, isAwaited }: Noted, apply: (known: HeardReports) => HeardReports): Promise<void> {
    const known = this.#noted.get(channel);
    if (known === undefined ? !isAwaited && this.#noted.has(channel) : apply(known) === known) return;
    const read = await this.#read(channel);
    if (read === undefined && !isAwaited) {
      this.#noted.set(channel, undefined);
      return;
    }
    const { item } = await change(
      this.#table,
      reportTimesKey(channel),
      read,
      (before) => unlessSame(before?.value ?? {}, apply),
      { noun: 'What was heard of a channel' },
    );
    if (item !== undefined) this.#noted.set(channel, item.value);
  }

  async #read(channel: Channel): Promise<Stored<HeardReports> | undefined> {
    return (await this.#table.get(reportTimesKey(channel))) as Stored<HeardReports> | undefined; // the key holds the noun
  }
}
