import { expect, it } from 'vitest';
import { replyReach, replyTrack } from '../../src/policy/delivery/replies.ts';

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];

/** When texts are answered, of one that comes every minute for three days. */
function answered(smsRepliesPerDay?: number): number[] {
  const { length } = replyTrack(smsRepliesPerDay === undefined ? {} : { smsRepliesPerDay });
  let free = 0;
  return Array.from({ length: (3 * day) / minute }, (_, nth) => nth * minute).filter((now) => {
    const place = Math.max(now, free);
    if (place >= now + replyReach) return false;
    free = place + length;
    return true;
  });
}

it.each([1, 2, 3, 50, 200, 1000, undefined])('at most %s texts within any 24 hours answer texts', (most) => {
  const times = answered(most);
  const inADay = times.map((from) => times.filter((at) => at >= from && at < from + day).length);
  const limit = most ?? 200;
  expect(Math.max(...inADay)).toBeLessThanOrEqual(limit);
  expect(Math.max(...inADay)).toBeGreaterThanOrEqual(Math.floor(limit * 0.9));
  expect(times.filter((at) => at < hour).length).toBeGreaterThanOrEqual(Math.min(60, Math.floor(limit / 3))); // one a minute comes
});
