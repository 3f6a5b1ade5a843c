import { describe, expect, it } from 'vitest';
import type { RunInput } from '../../src/model/run-input.ts';
import { settingsVersion, startBasis } from '../../src/policy/delivery/basis.ts';
import { fromIso } from '../../src/policy/time/timing.ts';
import { cartJourney, settings } from '../fixtures/catalogue.ts';
import { consentToAll, shopper } from '../fixtures/events.ts';
import { abandonedCart, cartAt, comeBack, dueAt, reminder, thanks } from './due.ts';
import type { World } from './world.ts';

const basisOf = async (world: World, input: RunInput) => (await world.ledger(input)).map(({ basis }) => basis);

const about = { kind: 'cart', id: 'cart-1' } as const;

describe('the line of a message that is handed over', () => {
  it.each([
    ['is sent', () => ({ accepted: 'ses-1' }), 'sent'],
    ['is refused', () => ({ refused: 'MessageRejected' }), 'skipped'],
    [
      'gets no answer',
      () => {
        throw new Error('socket hang up');
      },
      'unknown',
    ],
  ] as const)(
    'keeps the version, what began its run, the clock and the hours: one that %s',
    async (_what, answer, outcome) => {
      const { world, input } = await abandonedCart();
      world.behaviour = answer;
      expect(await world.deliver(input, reminder)).toMatchObject({ outcome });
      expect(await basisOf(world, input)).toEqual([
        {
          version: settingsVersion(settings, cartJourney),
          event: { on: 'cart.updated', at: fromIso(cartAt) },
          zone: 'UTC',
          zoneFrom: 'shop',
          setting: { name: 'quiet hours', value: '21:00–08:00' },
        },
      ]);
    },
  );

  it.each([
    [{ timeZone: 'Europe/Paris' }, { zone: 'Europe/Paris', zoneFrom: 'told' }],
    [{ phone: '+33612345678' }, { zone: 'Europe/Paris', zoneFrom: 'phone' }],
    [{ country: 'FR' }, { zone: 'Europe/Paris', zoneFrom: 'country' }],
    [{}, { zone: 'UTC', zoneFrom: 'shop' }],
  ])('says of %j where the clock comes from', async (more, expected) => {
    const { world, input } = await abandonedCart({ email: shopper.email, consent: consentToAll, ...more });
    expect(await world.deliver(input, reminder)).toMatchObject({ outcome: 'sent' });
    expect(await basisOf(world, input)).toMatchObject([expected]);
  });

  it('names no clock where it goes at any hour', async () => {
    const { world, input } = await thanks();
    await world.deliver(input, { id: 'thanks' });
    const [basis] = await basisOf(world, input);
    expect(basis).toMatchObject({ event: { on: 'order.placed', at: fromIso(cartAt) } });
    expect(Object.keys(basis ?? {}).sort()).toEqual(['event', 'version']);
  });

  it('keeps it when the service reports on the message', async () => {
    const { world, input } = await abandonedCart();
    await world.deliver(input, reminder);
    const [before] = await basisOf(world, input);
    const tags = world.sent[0]?.tags ?? expect.fail('nothing was sent');
    await world.feedback({ channel: 'email', tags, kind: 'delivered', at: world.now });
    expect((await world.ledger(input))[0]?.feedback).toEqual({ delivered: world.now });
    expect(await basisOf(world, input)).toEqual([before]);
  });

  it('costs no write: the line is written once', async () => {
    const { world, input } = await abandonedCart();
    const put = world.table.put.bind(world.table);
    const lines: string[] = [];
    world.table.put = (key, value, rev) => {
      if (key.sk.startsWith('4#message#')) lines.push(key.sk);
      return put(key, value, rev);
    };
    await world.deliver(input, reminder);
    expect(lines).toHaveLength(1);
  });
});

it('a message that goes after the night keeps the hour at which it went, and the night beside it', async () => {
  const { world, input } = await abandonedCart({ ...shopper, timeZone: 'Asia/Tokyo' });
  world.at(dueAt); // 22:00 in Tokyo
  expect(await world.deliver(input, reminder)).toMatchObject({ outcome: 'held' });
  expect(await comeBack(world)).toMatchObject({ outcome: 'sent' });
  const [line] = await world.ledger(input);
  expect(line?.basis).toMatchObject({ zone: 'Asia/Tokyo', zoneFrom: 'told', setting: { name: 'quiet hours' } });
  expect(line?.holds).toMatchObject([{ reason: 'quiet-hours', at: fromIso(dueAt) }]);
});

it.each([
  [
    'by the event that its journey starts on',
    { on: 'cart.updated' },
    { about },
    { event: { on: 'cart.updated', at: 1 } },
  ],
  [
    'by that event or by hand, by the event',
    { on: 'cart.updated', byHand: true },
    { about },
    { event: { on: 'cart.updated', at: 1 } },
  ],
  ['by that event or by hand, by nobody knows what', { on: 'cart.updated', byHand: true }, {}, { since: 1 }],
  ['by the calendar', { every: { each: 'day', at: '10:00' } }, {}, { since: 1 }],
] as const)('a run that is begun %s names what is known of that', (_what, starts, run, expected) => {
  const rules = { ...cartJourney, starts: { oncePer: 'cart', againAfter: null, ...starts } } as const;
  expect(startBasis({ startedAt: 1, ...run }, rules)).toEqual(expected);
});
