import { noSwitches, type SwitchState } from '../model/switches.ts';
import { change, unlessSame } from './change.ts';
import { switchesKey } from './item-keys.ts';
import type { Stored, Table } from './table.ts';

/** The switches among items that were read. */
export function readSwitches(items: readonly Stored<unknown>[]): SwitchState {
  const { pk, sk } = switchesKey;
  const item = items.find((one) => one.pk === pk && one.sk === sk) as Stored<SwitchState> | undefined; // the key holds the noun
  return item?.value ?? noSwitches;
}

/** What the shop has paused. One item, which every delivery reads beside the addresses. */
export class Switches {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async read(): Promise<SwitchState> {
    const item = await this.#table.get(switchesKey);
    return readSwitches(item === undefined ? [] : [item]);
  }

  /**
   * Applies a change, and repeats it when somebody else was first.
   * @returns the switches after it
   * @throws RetryableError when others are first eight times
   */
  async change(apply: (switches: SwitchState) => SwitchState): Promise<SwitchState> {
    const read = (await this.#table.get(switchesKey)) as Stored<SwitchState> | undefined; // the key holds the noun
    const changed = await change(
      this.#table,
      switchesKey,
      read,
      (item) => unlessSame(item?.value ?? noSwitches, apply),
      { noun: 'The switches' },
    );
    return changed.item?.value ?? noSwitches;
  }
}
