import { expect, it } from 'vitest';
import { tryDeliveries } from './delivery-trial.ts';

it('a mutated delivery becomes events, is ignored with a reason, or is refused by field; none is accepted without a signature', async () => {
  for (const { connector, faults, mapped, refused, waiting } of await tryDeliveries(150, 7)) {
    expect([connector, faults]).toEqual([connector, []]);
    expect(mapped + refused + waiting).toBeGreaterThan(0);
  }
});
