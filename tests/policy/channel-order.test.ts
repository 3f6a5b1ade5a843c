import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { channelKinds } from '../../src/channels/kinds.ts';
import { type Channel, channels } from '../../src/commerce/customer/channel.ts';
import { unknownAddress } from '../../src/policy/customer/address-topics.ts';
import { channelOrder, isTooDear, type OrderQuestion, priceFor } from '../../src/policy/delivery/channel-order.ts';

const now = Date.parse('2026-11-27T03:00:00Z');
const day = 86_400_000;
const door = (address: string, undelivered?: number) => ({
  address,
  own: true,
  known: { ...unknownAddress, ...(undelivered !== undefined && { undelivered }) },
});
const doors = { email: door('a@example.com'), sms: door('+819012345678') };

const nobody = { identities: {}, said: {} };
const question = (more: Partial<OrderQuestion> = {}): OrderQuestion => ({
  step: { channels: ['email', 'sms'] },
  profile: nobody,
  doors,
  settings: {},
  traits: channelKinds,
  where: { country: 'JP' },
  now,
  ...more,
});

const smsFirst = { channels: ['sms', 'email'] as const };
const prefers = (channel: Channel) => ({ ...nobody, wishes: { channel: { at: now, value: channel } } });

describe('the order of the channels of a message', () => {
  it.each([
    ['the step alone', {}, ['email', 'sms'], undefined],
    ['the wish of the customer', { profile: prefers('sms') }, ['sms', 'email'], 'preferred'],
    [
      'a wish that was taken back',
      { profile: { ...nobody, wishes: { channel: { at: now } } } },
      ['email', 'sms'],
      undefined,
    ],
    ['a wish that the step follows anyway', { profile: prefers('email') }, ['email', 'sms'], undefined],
    ['urgency', { step: { channels: ['email', 'sms'], urgent: true } }, ['sms', 'email'], 'urgent'],
    [
      'the wish before urgency',
      { step: { ...smsFirst, urgent: true }, profile: prefers('email') },
      ['email', 'sms'],
      'preferred',
    ],
    [
      'the cost, if the shop asks for it',
      { step: smsFirst, settings: { channels: { prefer: 'cheapest' } } },
      ['email', 'sms'],
      'cheapest',
    ],
    [
      'urgency before the cost',
      { step: { channels: ['email', 'sms'], urgent: true }, settings: { channels: { prefer: 'cheapest' } } },
      ['sms', 'email'],
      'urgent',
    ],
    [
      'a message that lately did not arrive',
      { doors: { ...doors, email: door('a@example.com', now - 6 * day) } },
      ['sms', 'email'],
      'undelivered',
    ],
    [
      'one that did not arrive long ago',
      { doors: { ...doors, email: door('a@example.com', now - 7 * day) } },
      ['email', 'sms'],
      undefined,
    ],
    [
      'the wish before one that did not arrive',
      { profile: prefers('sms'), doors: { ...doors, sms: door('+819012345678', now) } },
      ['sms', 'email'],
      'preferred',
    ],
    [
      'one that did not arrive before urgency',
      { step: { channels: ['email', 'sms'], urgent: true }, doors: { ...doors, sms: door('+819012345678', now) } },
      ['email', 'sms'],
      undefined,
    ],
  ] as const)('goes by %s', (_what, more, expected, because) => {
    const order = channelOrder(question(more as Partial<OrderQuestion>)); // the table is read-only all the way down
    expect([order.channels, order.because]).toEqual([expected, because]);
  });

  it('never adds a channel to those of the step, and never loses one', () => {
    const anyDoor = fc.option(fc.integer({ min: now - 20 * day, max: now }), { nil: undefined });
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...channels]),
        fc.option(fc.constantFrom(...channels), { nil: undefined }),
        fc.boolean(),
        fc.boolean(),
        anyDoor,
        anyDoor,
        (own, wish, urgent, cheapest, mail, text) => {
          const { channels: order } = channelOrder(
            question({
              step: { channels: own, ...(urgent && { urgent }) },
              profile: wish === undefined ? nobody : prefers(wish),
              settings: cheapest ? { channels: { prefer: 'cheapest' } } : {},
              doors: { email: door('a@example.com', mail), sms: door('+15551234567', text) },
            }),
          );
          expect(order.toSorted()).toEqual(own.toSorted());
        },
      ),
    );
  });
});

describe('the price of a part of a message', () => {
  it.each([
    ['of an e-mail is the same everywhere', 'email', {}, 0.0001],
    ['of an SMS goes by the number', 'sms', { doors: { sms: door('+12125551234') } }, 0.008],
    ['is not known in a country without one', 'sms', { doors: { sms: door('+447700900123') } }, undefined],
    [
      'is the shop’s own where it names one',
      'sms',
      { settings: { channels: { prices: { sms: { JP: 0.06 } } } } },
      0.06,
    ],
    [
      'is the shop’s own for all other countries where nobody knows one',
      'sms',
      { settings: { channels: { prices: { sms: { elsewhere: 0.15 } } } }, doors: { sms: door('+447700900123') } },
      0.15,
    ],
    [
      'is the list price before that',
      'sms',
      { settings: { channels: { prices: { sms: { elsewhere: 0.15 } } } } },
      0.075,
    ],
  ] as const)('%s', (_what, channel, more, price) => {
    expect(priceFor(channel, question(more))).toBe(price);
  });

  it.each([
    [0.07, true],
    [0.075, false],
    [0.1, false],
  ])('is too high only above the limit of %s USD', (most, isTooHigh) => {
    expect(isTooDear('sms', question({ settings: { channels: { atMost: { sms: most } } } }))).toBe(isTooHigh);
  });

  it('is never too high where nobody knows it', () => {
    const settings = { channels: { atMost: { sms: 0.01 } } };
    expect(isTooDear('sms', question({ settings, doors: { sms: door('+447700900123') } }))).toBe(false);
  });

  it('is too high in a country of which nobody knows it, if the shop’s own for all others is', () => {
    const settings = { channels: { atMost: { sms: 0.1 }, prices: { sms: { elsewhere: 0.15 } } } };
    expect(isTooDear('sms', question({ settings, doors: { sms: door('+447700900123') } }))).toBe(true);
  });
});
