import type { DemoCustomer } from './customers.ts';
import { type DemoEvent, day, detail } from './diary.ts';
import type { Random } from './random.ts';

interface CustomersMonth {
  readonly customer: DemoCustomer;
  readonly events: readonly DemoEvent[];
}

/** Some came because another customer sent them: a few days after their order the shop tells both sides of it. */
export function recommendations(months: readonly CustomersMonth[], random: Random): DemoEvent[] {
  return months.flatMap(({ customer: referred, events }) => {
    const order = events.find(({ type }) => type === 'order.placed');
    if (order === undefined || !random.chance(0.06)) return [];
    const referrer = random.pick(months.map(({ customer }) => [customer, customer === referred ? 0 : 1] as const));
    const at = Math.round(order.at + random.between(2, 5) * day);
    const id = `referral-${referred.number}`;
    return [side('referred', referred, referrer), side('referrer', referrer, referred)];

    function side(role: string, { known }: DemoCustomer, { known: { name: friend } }: DemoCustomer): DemoEvent {
      const referral = { id, role, ...(friend !== undefined && { friend }) };
      return { type: 'referral.completed', at, detail: detail(`event-${id}-${role}`, at, known, { referral }) };
    }
  });
}
