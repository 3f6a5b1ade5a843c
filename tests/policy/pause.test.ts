import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hour, minute } from '../../src/commerce/values/time-units.ts';
import { noSwitches, type SwitchScope, type SwitchState } from '../../src/model/switches.ts';
import { pausedUntil, pauseOf, pauseOfChannel, turn } from '../../src/policy/delivery/pause.ts';

const paused = (...scopes: readonly SwitchScope[]): SwitchState =>
  scopes.reduce((before, scope) => turn(before, { scope, to: 'paused', at: 5, by: 'mia' }), noSwitches);

describe('a message', () => {
  const message = { journey: 'welcome', topic: 'offers' };

  it.each<[SwitchScope, boolean]>([
    ['all', true],
    ['journey#welcome', true],
    ['topic#offers', true],
    ['journey#win-back', false],
    ['topic#restock', false],
    ['channel#email', false],
  ])('is held by a pause of %s: %s', (scope, isHeld) => {
    expect(pauseOf(paused(scope), message)).toEqual(isHeld ? { scope, at: 5, by: 'mia' } : undefined);
  });

  it('names the widest of several pauses', () => {
    expect(pauseOf(paused('journey#welcome', 'topic#offers', 'all'), message)?.scope).toBe('all');
    expect(pauseOf(paused('journey#welcome', 'topic#offers'), message)?.scope).toBe('topic#offers');
  });

  it('is held by a channel’s pause only where it goes by that channel', () => {
    expect(pauseOfChannel(paused('channel#sms'), 'sms')?.scope).toBe('channel#sms');
    expect(pauseOfChannel(paused('channel#sms'), 'email')).toBeUndefined();
  });

  it('asks again between an eighth and a quarter of the time that the pause has lasted, within bounds', () => {
    const age = fc.integer({ min: 0, max: 30 * 24 * hour });
    fc.assert(
      fc.property(fc.string(), age, (key, lasted) => {
        const rest = pausedUntil(key, { at: 0, by: 'mia' }, lasted) - lasted;
        const most = Math.min(Math.max(lasted / 4, 10 * minute), 6 * hour);
        expect(rest).toBeGreaterThanOrEqual(most / 2);
        expect(rest).toBeLessThanOrEqual(most + 1);
      }),
    );
  });

  it('does not ask again in the same second as the others', () => {
    const times = Array.from({ length: 1_000 }, (_, n) => pausedUntil(`run_${n}`, { at: 0, by: 'mia' }, 24 * hour));
    const perMinute = Map.groupBy(times, (time) => Math.floor(time / minute));
    expect(Math.max(...[...perMinute.values()].map(({ length }) => length))).toBeLessThan(25); // over three hours
  });
});

describe('a switch', () => {
  it('keeps who turned it first, however often it is turned that way', () => {
    const once = paused('all');
    expect(turn(once, { scope: 'all', to: 'paused', at: 9, by: 'leo' })).toBe(once);
    const resumed = turn(once, { scope: 'all', to: 'resumed', at: 9, by: 'leo' });
    expect(resumed.paused).toEqual({});
    expect(turn(resumed, { scope: 'all', to: 'resumed', at: 10, by: 'mia' })).toBe(resumed);
    expect(resumed.changes).toEqual([
      { scope: 'all', to: 'resumed', at: 9, by: 'leo' },
      { scope: 'all', to: 'paused', at: 5, by: 'mia' },
    ]);
  });

  it('leaves the others as they are', () => {
    const both = paused('journey#welcome', 'channel#sms');
    const one = turn(both, { scope: 'channel#sms', to: 'resumed', at: 9, by: 'leo' });
    expect(Object.keys(one.paused)).toEqual(['journey#welcome']);
  });

  it('keeps no more than fifty changes', () => {
    let switches = noSwitches;
    for (let at = 0; at < 200; at += 1) {
      switches = turn(switches, { scope: 'all', to: at % 2 === 0 ? 'paused' : 'resumed', at, by: 'mia' });
    }
    expect(switches.changes).toHaveLength(50);
    expect(switches.changes[0]?.at).toBe(199);
  });
});
