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

  it('asks again within about a quarter of the time that the pause has lasted, and never later than that', () => {
    const age = fc.integer({ min: 0, max: 30 * 24 * hour });
    fc.assert(
      fc.property(fc.string(), age, fc.integer({ min: 0, max: 30 * 24 * hour }), (run, lasted, due) => {
        const rest = pausedUntil({ run, due }, { at: 0, by: 'mia' }, lasted) - lasted;
        expect(rest).toBeGreaterThan(0);
        expect(rest).toBeLessThanOrEqual(Math.min(Math.max(lasted * 0.36, 10 * minute), 6 * hour) + 10 * minute + 2);
      }),
    );
  });

  it('asks again no later than the later messages of its run do in the same round', () => {
    const time = fc.integer({ min: 0, max: 20 * 24 * hour });
    fc.assert(
      fc.property(fc.string(), time, fc.integer({ min: minute, max: 10 * 24 * hour }), time, (run, due, apart, now) => {
        const pause = { at: 0, by: 'mia' };
        const first = pausedUntil({ run, due }, pause, now);
        expect(pausedUntil({ run, due: due + apart }, pause, first - 1)).toBeGreaterThanOrEqual(first);
      }),
    );
  });

  it('does not ask again in the same second as the others', () => {
    const pause = { at: 0, by: 'mia' };
    const times = Array.from({ length: 1_000 }, (_, n) => pausedUntil({ run: `run-${n}`, due: 0 }, pause, 24 * hour));
    const perMinute = Map.groupBy(times, (time) => Math.floor(time / minute));
    expect(Math.max(...[...perMinute.values()].map(({ length }) => length))).toBeLessThan(25); // over six hours
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
