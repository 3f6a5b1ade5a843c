import { digestNumber } from './digest.ts';

/** Totals are kept in thousandths, so that sums of credit notes come out even. */
const perUnit = 1000;

/** What the credit notes of one order take back together, in thousandths, and the last of them, ISO 8601. */
interface Credited {
  readonly thousandths: number;
  readonly at: string;
}

/**
 * The orders of a file so far, each with its total, and what credit notes took back of them: a million orders take 64 MB at
 * most, and each order with a credit note about a hundred bytes more.
 */
export class SeenOrders {
  #ids = new Float64Array(1024);
  #totals = new Float64Array(1024);
  #count = 0;
  readonly #credited = new Map<number, Credited>();

  /** Adds an order with its total in major units, undefined where the file says none. @returns false if it was there */
  place(id: string, total: number | undefined): boolean {
    if (this.#count * 2 >= this.#ids.length) this.#grow();
    return this.#put(keyOf(id), total === undefined ? Number.NaN : Math.round(total * perUnit));
  }

  has(id: string): boolean {
    const key = keyOf(id);
    return this.#ids[this.#placeOf(key)] === key;
  }

  /** Adds what a credit note takes back. @param amount in major units @param at ISO 8601 */
  credit(id: string, amount: number, at: string): void {
    const before = this.#credited.get(keyOf(id));
    this.#credited.set(keyOf(id), {
      thousandths: (before?.thousandths ?? 0) + Math.round(amount * perUnit),
      at: before !== undefined && before.at > at ? before.at : at,
    });
  }

  /** When the whole total of an order was taken back, ISO 8601; undefined if it was not, or the order is not known. */
  takenBackAt(id: string): string | undefined {
    const credited = this.#credited.get(keyOf(id));
    if (credited === undefined || !this.has(id)) return undefined;
    const total = this.#totals[this.#placeOf(keyOf(id))] ?? Number.NaN;
    return credited.thousandths >= total ? credited.at : undefined;
  }

  #put(key: number, total: number): boolean {
    const place = this.#placeOf(key);
    if (this.#ids[place] === key) return false;
    this.#ids[place] = key;
    this.#totals[place] = total;
    this.#count += 1;
    return true;
  }

  /** Where an id is, or would be. */
  #placeOf(key: number): number {
    const { length } = this.#ids;
    let place = key % length;
    while (this.#ids[place] !== key && this.#ids[place] !== 0) place = (place + 1) % length;
    return place;
  }

  #grow(): void {
    const [ids, totals] = [this.#ids, this.#totals];
    this.#ids = new Float64Array(ids.length * 2);
    this.#totals = new Float64Array(ids.length * 2);
    this.#count = 0;
    for (const [place, key] of ids.entries()) if (key !== 0) this.#put(key, totals[place] ?? Number.NaN);
  }
}

/** 0 is an empty slot. */
function keyOf(id: string): number {
  return digestNumber(id) + 1;
}
