import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { describe, expect, it } from 'vitest';
import type { Action } from '../../src/model/action.ts';
import { clientOf } from '../local/fixture.ts';
import { inTokyo, order } from './customers.ts';
import { inShop, type LocalShop } from './local-shop.ts';

/** Calls the deployed do-action as the state machine of the shop's one run would, although its first step is not due. */
async function act(shop: LocalShop, id: string, action: Action): Promise<unknown> {
  const [{ Target } = { Target: undefined }] = shop.starts;
  const { Input } = JSON.parse((Target as { Input: string }).Input); // as first-waits.ts writes it
  const input = JSON.parse(Input);
  const Payload = JSON.stringify({ ...input, step: { id, action }, then: { minutes: 60 } });
  const lambda = new LambdaClient(clientOf(shop.runtime));
  const answer = await lambda.send(new InvokeCommand({ FunctionName: 'aftercart-do-action', Payload }));
  expect(answer.FunctionError).toBeUndefined();
  return JSON.parse(answer.Payload?.transformToString() ?? '');
}

describe('a journey that tells the staff', () => {
  it('goes on where the shop has not said how to reach them, and the run says so', () =>
    inShop(
      '2026-03-02T12:00:00+09:00',
      async (shop) => {
        const waiting = inTokyo('waiting');
        const promised = { order: { ...order('order-1').order, dispatchBy: '2026-03-04T18:00:00+09:00' } };
        shop.post('order.placed', waiting, promised);
        await shop.toTheEnd();
        expect(shop.sentTo(waiting)).toEqual([
          ['sorry', '2026-03-05 10:00'],
          ['still-waiting', '2026-03-08 10:00'],
        ]);
        const [run] = await shop.runsOf(waiting);
        const [sorry] = await shop.ledgerOf(waiting);
        const told = Object.values(run?.done ?? {});
        expect(told).toMatchObject([{ reason: 'not-configured' }, { reason: 'not-configured' }]);
        expect(told[0]?.at).toBeLessThanOrEqual(sorry?.at ?? 0);
      },
      { journeys: ['late-order'] },
    ));
});

describe('the deployed do-action', () => {
  it('tags the customer, puts events on the bus, and says that there is no way to tell the staff', () =>
    inShop('2026-03-02T10:00:00+09:00', async (shop) => {
      const buyer = inTokyo('buyer');
      const heard: unknown[] = [];
      shop.runtime.faults.add(({ phase, operation, input }) => {
        if (phase === 'before' && operation === 'PutEvents') heard.push(...(input.Entries as unknown[])); // always a list
        return 'pass';
      });
      shop.post('order.placed', buyer, order('order-1'));
      await shop.until('2026-03-02T10:01:00+09:00');
      const done = { action: 'done', until: expect.any(String) };
      expect(await act(shop, 'one', { kind: 'tag', tag: 'loyal' })).toEqual(done);
      expect(await act(shop, 'two', { kind: 'points', points: 50, for: 'order' })).toEqual(done);
      expect(await act(shop, 'two', { kind: 'points', points: 50, for: 'order' })).toEqual(done);
      expect(await act(shop, 'three', { kind: 'tell-staff', text: 'Call', by: 'email' })).toMatchObject({
        action: 'skipped',
      });
      expect((await shop.profileOf(buyer))?.tags).toEqual(['loyal']);
      expect(heard).toMatchObject([{ EventBusName: 'aftercart', Source: 'aftercart', DetailType: 'points.granted' }]);
      const [run] = await shop.runsOf(buyer);
      expect(run?.done).toMatchObject({ one: { outcome: 'done' }, three: { reason: 'not-configured' } });
    }));
});
