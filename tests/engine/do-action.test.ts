import { describe, expect, it } from 'vitest';
import { NotAcceptedError } from '../../src/channels/contract/sender.ts';
import type { Ports } from '../../src/engine/ports.ts';
import type { Action } from '../../src/model/action.ts';
import { emittedEventSchemas } from '../../src/model/emitted-event-schemas.ts';
import { DomainError, RetryableError } from '../../src/model/errors.ts';
import type { RunInput } from '../../src/model/run-input.ts';
import type { DoInput, StepResult } from '../../src/model/step.ts';
import { fromIso } from '../../src/policy/time/timing.ts';
import { journeys, messages, segments, settings } from '../fixtures/catalogue.ts';
import { busEvent, shopper } from '../fixtures/events.ts';
import { World } from './world.ts';

const orderAt = '2026-03-02T09:00:00Z';
const dueAt = '2026-03-03T10:00:00Z';

/** A customer in the order journey, at the time its first step is due, and a staff that can be told. */
class Shop extends World {
  input: RunInput = { customer: '', run: '', journey: '', next: { until: dueAt } };
  staffOverride: Ports['staff'] | undefined;

  async open(customer: Record<string, unknown> = shopper): Promise<this> {
    this.at(orderAt);
    this.input = await this.enter('order-journey', busEvent('order.placed', orderAt, { customer }));
    return this.at(dueAt);
  }

  do(action: Action, more: Partial<DoInput> = {}, id = 'step'): Promise<StepResult> {
    return this.act({ ...this.input, step: { id, action }, ...more }, this.staffOverride);
  }

  async tags(): Promise<readonly string[] | undefined> {
    return (await this.stores.customers.load(this.input.customer))?.profile.tags;
  }

  async done() {
    return (await this.run(this.input))?.done?.step;
  }
}

const actions: readonly Action[] = [
  { kind: 'tag', tag: 'loyal' },
  { kind: 'untag', tag: 'loyal' },
  { kind: 'points', points: 100, for: 'review' },
  { kind: 'emit', type: 'gift.due', detail: { gift: 'mug', sizes: [1, 2] } },
  { kind: 'tell-staff', text: 'Call them', by: 'email' },
  { kind: 'tell-staff', text: 'Call them', by: 'webhook' },
];
const points = { kind: 'points', points: 100, for: 'review' } as const;

describe('do-action', () => {
  it('puts tags on the customer and takes them off, each once and in order', async () => {
    const shop = await new Shop().open();
    await shop.do({ kind: 'tag', tag: 'loyal' }, {}, 'one');
    await shop.do({ kind: 'tag', tag: 'early' }, {}, 'two');
    await shop.do({ kind: 'tag', tag: 'loyal' }, {}, 'three');
    expect(await shop.tags()).toEqual(['early', 'loyal']);
    await shop.do({ kind: 'untag', tag: 'loyal' }, {}, 'four');
    await shop.do({ kind: 'untag', tag: 'unheard-of' }, {}, 'five');
    expect(await shop.tags()).toEqual(['early']);
    await shop.do({ kind: 'untag', tag: 'early' }, {}, 'six');
    expect(await shop.tags()).toBeUndefined();
  });

  it('keeps the tags of both when two customers turn out to be one', async () => {
    const shop = await new Shop().open({ id: 'c-1' });
    await shop.do({ kind: 'tag', tag: 'loyal' });
    const guest = await shop.enter('cart-journey', busEvent('cart.updated', dueAt, { customer: { anonymousId: 'b' } }));
    shop.input = guest;
    await shop.do({ kind: 'tag', tag: 'early' });
    await shop.ingest(busEvent('customer.updated', dueAt, { customer: { id: 'c-1', anonymousId: 'b' } }));
    expect(await shop.tags()).toEqual(['early', 'loyal']);
  });

  it('tells the store of points by an event that its contract fits', async () => {
    const shop = await new Shop().open();
    await shop.do(points);
    const detail = {
      version: 1,
      id: `${shop.input.run}_step`,
      occurredAt: dueAt,
      shop: 'demo',
      customer: { id: 'c-1' },
      journey: 'order-journey',
      run: shop.input.run,
      step: 'step',
      subject: { kind: 'order', id: 'o-1' },
      points: 100,
      for: 'review',
    };
    expect(shop.published).toEqual([{ type: 'points.granted', detail }]);
    expect(emittedEventSchemas['points.granted'].safeParse(detail).success).toBe(true);
  });

  it('grants no points to a customer whom the store does not know by an id, and says so', async () => {
    const shop = await new Shop().open({ email: shopper.email });
    expect(await shop.do(points)).toMatchObject({ action: 'skipped' });
    expect(shop.published).toEqual([]);
    expect(await shop.done()).toMatchObject({ outcome: 'skipped', reason: 'no-customer-id' });
  });

  it('emits the journey’s event, and names the customer by the store’s id only', async () => {
    const shop = await new Shop().open({ ...shopper, name: 'A Name' });
    await shop.do({ kind: 'emit', type: 'gift.due', detail: { gift: 'mug', sizes: [1, 2] } });
    expect(shop.published).toMatchObject([
      {
        type: 'gift.due',
        detail: { gift: 'mug', sizes: [1, 2], id: `${shop.input.run}_step`, customer: { id: 'c-1' } },
      },
    ]);
    expect(JSON.stringify(shop.published)).not.toMatch(/@|A Name/);
  });

  it('sends the staff the text and the ids it is about', async () => {
    const shop = await new Shop().open({ ...shopper, name: 'A Name' });
    await shop.do({ kind: 'tell-staff', text: 'Call them', by: 'email' });
    expect(shop.notes).toMatchObject([
      { text: 'Call them', customer: { id: 'c-1' }, subject: { kind: 'order', id: 'o-1' }, run: shop.input.run },
    ]);
    expect(JSON.stringify(shop.notes)).not.toMatch(/@|A Name/);
  });

  it.each([
    [undefined, 'Call them'],
    ['ja', 'お電話をお願いします。'],
    ['fr', 'Call'],
  ])('tells the staff in the language %s of store.yaml', async (staffLanguage, text) => {
    const shop = await new Shop({
      settings: { ...settings, ...(staffLanguage && { staffLanguage }) },
      journeys,
      segments,
      messages,
    }).open();
    const texts = { en: 'Call them', ja: 'お電話をお願いします。' };
    await shop.do({ kind: 'tell-staff', text: 'Call', texts, by: 'email' });
    expect(shop.notes).toMatchObject([{ text }]);
  });

  it('tells the staff what the customer answered about the order, and to this run', async () => {
    const shop = await new Shop().open();
    const answer = (id: string, more: Record<string, unknown>, at = orderAt) =>
      shop.ingest(busEvent('survey.answered', at, { survey: { id, ...more }, order: { id: 'o-1' } }));
    await shop.ingest(
      busEvent('survey.answered', orderAt, { survey: { id: 'other', score: 1 }, order: { id: 'o-2' } }),
    );
    await shop.ingest(busEvent('survey.answered', orderAt, { survey: { id: 'no-order', score: 1 }, order: undefined }));
    await shop.do({ kind: 'tell-staff', text: 'Call them', by: 'webhook' }, {}, 'one');
    await answer('z-of-order', { score: 3 });
    await shop.do({ kind: 'tell-staff', text: 'Call them', by: 'webhook' }, {}, 'two');
    await answer(shop.input.run, { score: 2, comment: 'It broke.' });
    await shop.do({ kind: 'tell-staff', text: 'Call them', by: 'webhook' }, {}, 'three');
    expect(shop.notes.map(({ survey }) => survey)).toEqual([
      undefined,
      { score: 3 },
      { score: 2, comment: 'It broke.' },
    ]);
  });

  it.each(['email', 'webhook'] as const)('records that the staff cannot be notified by %s, and goes on', async (by) => {
    const shop = await new Shop().open();
    shop.staffOverride = {};
    const then = { days: 1, at: '10:00' };
    const result = await shop.do({ kind: 'tell-staff', text: 'Call them', by }, { then });
    expect(result).toEqual({ until: '2026-03-04T10:00:00Z', action: 'skipped' });
    expect(await shop.done()).toMatchObject({ outcome: 'skipped', reason: 'not-configured', detail: by });
  });

  it('goes on when the staff cannot be notified for an hour, and says so', async () => {
    const shop = await new Shop().open();
    const calls: string[] = [];
    shop.answer = ({ id }) => {
      calls.push(id);
      throw new NotAcceptedError('SES takes nothing', {
        reason: 'sending-stopped',
        detail: 'AccountSuspendedException',
      });
    };
    const tell = { kind: 'tell-staff', text: 'Call them', by: 'email' } as const;
    await expect(shop.do(tell)).rejects.toThrow(RetryableError);
    shop.now += 60 * 60_000 + 1;
    expect(await shop.do(tell)).toMatchObject({ action: 'skipped' });
    expect(calls).toHaveLength(2);
    expect(await shop.done()).toMatchObject({ reason: 'unreachable', detail: 'AccountSuspendedException' });
  });

  it.each(actions)('does $kind once although it is called three times', async (action) => {
    const shop = await new Shop().open();
    const first = await shop.do(action, { then: { minutes: 90 } });
    expect(first).toEqual({ until: '2026-03-03T11:30:00Z', action: 'done' });
    shop.now += 60_000;
    for (let i = 0; i < 2; i += 1) expect(await shop.do(action, { then: { minutes: 90 } })).toEqual(first);
    expect(shop.published.length + shop.notes.length).toBeLessThanOrEqual(1);
    expect(await shop.done()).toEqual({ outcome: 'done', at: fromIso(dueAt) });
  });

  it.each(actions.slice(2, 4))(
    'emits $kind with the same id again when nobody heard of the first time',
    async (action) => {
      const shop = await new Shop().open();
      const { put } = shop.table;
      shop.table.put = async () => {
        throw new Error('the function died');
      };
      await expect(shop.do(action)).rejects.toThrow('died');
      shop.table.put = put;
      await shop.do(action);
      expect(shop.published).toHaveLength(2);
      expect(new Set(shop.published.map(({ detail }) => detail.id)).size).toBe(1);
    },
  );

  it('records nothing while the bus takes no events, so that the state machine calls again', async () => {
    const shop = await new Shop().open();
    shop.bus = () => {
      throw new RetryableError('The bus did not take it.');
    };
    await expect(shop.do(points)).rejects.toThrow(RetryableError);
    expect(await shop.done()).toBeUndefined();
  });

  it.each(actions)('does no $kind in a run that is over, and passes at once', async (action) => {
    const shop = await new Shop().open();
    await shop.ingest(busEvent('order.cancelled', '2026-03-02T12:00:00Z'));
    const result = await shop.do(action, { then: { days: 1, at: '10:00' } });
    expect(result).toEqual({ until: dueAt, action: 'skipped' });
    expect([shop.published, shop.notes, await shop.tags()]).toEqual([[], [], undefined]);
    expect(await shop.done()).toMatchObject({ reason: 'run-ended', detail: 'order.cancelled' });
    expect((await shop.run(shop.input))?.ended).toMatchObject({ why: 'event' });
  });

  it('does nothing for a run whose place another has taken', async () => {
    const shop = await new Shop().open();
    expect(await shop.do(points, { run: 'an-older-run' })).toMatchObject({ action: 'skipped' });
    expect(shop.published).toEqual([]);
  });

  it('sends the run on to its next step, and completes it after the last one', async () => {
    const shop = await new Shop().open();
    await shop.do(points, { then: { minutes: 60 } }, 'one');
    expect((await shop.run(shop.input))?.next?.at).toBe(fromIso('2026-03-03T11:00:00Z'));
    expect(await shop.do(points, { last: true }, 'two')).toEqual({ until: dueAt, action: 'done' });
    expect((await shop.run(shop.input))?.ended).toMatchObject({ why: 'completed' });
    expect(await shop.do(points, { last: true }, 'two')).toEqual({ until: dueAt, action: 'done' });
    expect(shop.published).toHaveLength(2);
  });

  it('counts on from when the step was due, unless it comes very late', async () => {
    const shop = await new Shop().open();
    shop.at('2026-03-03T10:20:00Z');
    expect(await shop.do(points, { then: { minutes: 60 } }, 'one')).toMatchObject({ until: '2026-03-03T11:00:00Z' });
    shop.at('2026-03-03T15:00:00Z');
    expect(await shop.do(points, { then: { minutes: 60 } }, 'two')).toMatchObject({ until: '2026-03-03T16:00:00Z' });
  });

  it.each([
    ['customer', { customer: 'nobody' }],
    ['journey', { journey: 'no-journey' }],
  ])('says so when there is no such %s', async (_what, more) => {
    const shop = await new Shop().open();
    await expect(shop.do(points, more)).rejects.toThrow(DomainError);
  });
});
