import type { ActionOf } from '../../../model/action.ts';
import type { EmittedEventDetail } from '../../../model/emitted-event-schemas.ts';
import type { Perform } from '../action.ts';

/**
 * Asks the store to book points. A second call has no effect in a store that drops a second event of the same id. A
 * customer without the store's own id has no account to book them to.
 */
export const grantPoints: Perform<ActionOf<'points'>> = async ({ points, for: reason }, { envelope }, { publish }) => {
  if (envelope.customer.id === undefined) return { outcome: 'skipped', reason: 'no-customer-id' };
  const detail = { ...envelope, points, for: reason } satisfies EmittedEventDetail<'points.granted'>;
  await publish({ type: 'points.granted', detail });
  return { outcome: 'done' };
};
