import { answerSurvey, askForRefund, isoTime, parcelOf, writeReview } from './acts.ts';
import { type Diary, day, hour } from './diary.ts';
import type { Random } from './random.ts';
import type { Goods } from './shop/goods.ts';

/** An order that was placed. */
interface Placed {
  readonly id: string;
  readonly at: number;
  readonly goods: Goods;
}

/** What follows an order by chance: its cancellation, or parcels, and what the customer says of it. */
export function afterOrder(diary: Diary, random: Random, { id, at, goods }: Placed): void {
  if (random.chance(0.03)) {
    diary.add('order.cancelled', at + random.between(1, 20) * hour, { order: { id } });
    return;
  }
  if (!random.chance(0.98)) return;
  const hours = random.chance(0.05) ? random.between(60, 200) : random.between(12, 36); // late, or in time
  const leaves = at + hours * hour;
  const parcels = goods.lines.length > 1 && random.chance(0.25) ? [leaves, leaves + 20 * hour] : [leaves];
  const arrivals = parcels.map((time) => sendParcel(diary, random, id, time));
  const last = Math.max(...arrivals);
  if (last < Number.POSITIVE_INFINITY) afterDelivery(diary, random, id, last);
}

/** @returns when the parcel arrives; never, if it is lost, or nobody reports it */
function sendParcel(diary: Diary, random: Random, order: string, at: number): number {
  const isLost = random.chance(0.04);
  const delivered = at + random.between(20, 90) * hour;
  const isLate = random.chance(0.08);
  const parcel = parcelOf(diary, order, isLate ? delivered - day : delivered);
  diary.add('shipment.dispatched', at, parcel);
  if (isLost) return Number.POSITIVE_INFINITY;
  if (isLate) {
    const shipment = { ...parcel.shipment, expectedAt: isoTime(delivered) };
    diary.add('shipment.delayed', at + 10 * hour, { ...parcel, shipment });
  }
  if (random.chance(0.6)) diary.add('shipment.out_for_delivery', delivered - 4 * hour, parcel);
  diary.add('shipment.delivered', delivered, parcel);
  return delivered;
}

function afterDelivery(diary: Diary, random: Random, order: string, at: number): void {
  if (random.chance(0.05)) askForRefund(diary, at + random.between(2, 60) * hour, order);
  else if (random.chance(0.12)) writeReview(diary, at + random.between(1, 8) * day, order, ratingOf(random));
  if (random.chance(0.2)) answerByChance(diary, random, order, at + random.between(4.5, 9) * day);
}

function ratingOf(random: Random): number {
  return random.pick([
    [5, 55],
    [4, 25],
    [3, 10],
    [2, 5],
    [1, 5],
  ]);
}

const complaints = { en: 'It took a long time to arrive.', ja: '届くまでに時間がかかりました。' } as const;

/** A survey answer from 0 to 10; a lower one more often has a comment. */
function answerByChance(diary: Diary, random: Random, order: string, at: number): void {
  const score = random.pick([
    [10, 30],
    [9, 24],
    [8, 20],
    [7, 10],
    [6, 6],
    [4, 5],
    [2, 3],
    [0, 2],
  ]);
  const isTold = random.chance(score > 6 ? 0.05 : 0.5);
  answerSurvey(diary, at, order, { score, ...(isTold && { comment: complaints[diary.customer.language] }) });
}
