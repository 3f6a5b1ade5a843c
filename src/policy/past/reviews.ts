import type { OrderFact } from '../../commerce/order/fact.ts';
import type { ReviewFact } from '../../commerce/review/fact.ts';
import type { SurveyFact } from '../../commerce/survey/fact.ts';
import { onTen } from '../../commerce/survey/scale.ts';
import { day } from '../../commerce/values/time-units.ts';
import type { Fact } from '../../model/fact.ts';
import type { SkipReason } from '../../model/outcome.ts';
import { pastOf } from './past.ts';

/** A score up to this one, of ten, is a complaint: where people stop recommending a shop. */
const highestComplaint = 6;

/** An unsettled complaint puts a request off for two weeks. */
const complaintLasts = 14 * day;

/** Why nobody is asked to review an order: it is reviewed, or money is asked back, or all of it was paid back. */
export function reviewObstacle(id: string | undefined, facts: readonly Fact[]): SkipReason | undefined {
  const order = facts.find((fact) => fact.kind === 'order' && fact.id === id);
  const known = order?.kind === 'order' ? order : undefined;
  const past = pastOf(facts);
  const reviews = [...facts.filter((fact) => fact.kind === 'review'), ...past.reviews];
  if (reviews.some((review) => isReviewOf(review, id, known))) return 'already-reviewed';
  return known !== undefined && refundBlocks(known) ? 'refund' : undefined;
}

/** A review names its order; or none, but a product of the order's, and was written after the order was placed. */
function isReviewOf(
  review: Pick<ReviewFact, 'at' | 'order' | 'product'>,
  id: string | undefined,
  order: OrderFact | undefined,
): boolean {
  if (review.order !== undefined) return review.order === id;
  const { placedAt, lines = [] } = order ?? {};
  if (placedAt === undefined || review.at < placedAt) return false;
  return lines.some(({ productId }) => productId === review.product);
}

function refundBlocks(order: OrderFact): boolean {
  const refunds = Object.values(order.refunds);
  if (order.cancelledAt !== undefined || refunds.some(({ status }) => status === 'open')) return true;
  const paidBack = refunds.filter(({ status }) => status === 'completed');
  const unstated = paidBack.some(({ total }) => total === undefined);
  const sum = paidBack.reduce((all, { total }) => all + (total?.minor ?? 0), 0);
  return unstated || (paidBack.length > 0 && order.total !== undefined && sum >= order.total.minor);
}

/**
 * The customer's last answer about the order, if it is a low score and the complaint is open: since then no inquiry was
 * closed and no refund of the order settled, and two weeks have not passed.
 * @param now epoch milliseconds
 */
export function openComplaint(id: string | undefined, facts: readonly Fact[], now: number): SurveyFact | undefined {
  const answers = facts
    .filter((fact) => fact.kind === 'survey')
    .filter(({ order, score }) => order === id && score !== undefined);
  const last = answers.toSorted((one, other) => other.at - one.at)[0];
  if (last?.score === undefined || onTen(last.score, last.outOf) > highestComplaint || now >= last.at + complaintLasts)
    return undefined;
  const closed = pastOf(facts).occurrences.filter(({ on }) => on === 'inquiry.closed');
  const settled = [...closed.map(({ at }) => at), ...facts.flatMap((fact) => settledAt(fact, id))];
  return settled.some((at) => at >= last.at) ? undefined : last;
}

/** When what is told here of the customer's complaints was settled. */
function settledAt(fact: Fact, order: string | undefined): number[] {
  if (fact.kind === 'inquiry') return fact.closedAt === undefined ? [] : [fact.closedAt];
  if (fact.kind !== 'order' || fact.id !== order) return [];
  return Object.values(fact.refunds).flatMap(({ status, at }) => (status === 'open' ? [] : [at]));
}
