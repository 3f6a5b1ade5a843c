import { describe, expect, it } from 'vitest';
import { joinAddresses } from '../../src/policy/customer/address.ts';
import {
  isUndelivered,
  noteArrived,
  noteUndelivered,
  remembers,
  withClaim,
  withoutClaim,
} from '../../src/policy/customer/address-sent.ts';
import { unknownAddress } from '../../src/policy/customer/address-topics.ts';

const day = 86_400_000;
const claim = (at: number) => ({ at, channel: 'email', purpose: 'marketing' }) as const;

describe('the messages that an address remembers', () => {
  it('are those of eight days, and counts of those before, however many there were', () => {
    let address = unknownAddress;
    for (let nth = 0; nth < 500; nth += 1)
      address = withClaim(address, `message-${nth}`, claim(100 * day + nth * 3_600_000));
    const last = 100 * day + 499 * 3_600_000;
    expect(Object.values(address.claims).every(({ at }) => remembers(at, last))).toBe(true);
    expect(Object.keys(address.claims)).toHaveLength(8 * 24);
    const counted = Object.values(address.past?.days ?? {}).reduce((sum, { email = 0 }) => sum + email, 0);
    expect(counted).toBe(500 - 8 * 24);
    expect([remembers(last - 8 * day + 1, last), remembers(last - 8 * day, last)]).toEqual([true, false]);
  });

  it('lose one whose claim is over, and no other', () => {
    const address = withClaim(withClaim(unknownAddress, 'one', claim(day)), 'other', claim(2 * day));
    expect(Object.keys(withoutClaim(address, 'one', ({ at }) => at === day).claims)).toEqual(['other']);
    expect(withoutClaim(address, 'one', () => false)).toBe(address);
    expect(withoutClaim(address, 'none', () => true)).toBe(address);
  });
});

describe('a message that did not arrive', () => {
  const missed = noteUndelivered(unknownAddress, 10 * day);

  it('marks the address for a week, until a later one arrives', () => {
    expect([10 * day, 17 * day - 1, 17 * day].map((now) => isUndelivered(missed, now))).toEqual([true, true, false]);
    expect(isUndelivered(noteArrived(missed, 10 * day - 1), 11 * day)).toBe(true);
    expect(isUndelivered(noteArrived(missed, 10 * day), 11 * day)).toBe(false);
    expect(isUndelivered(noteUndelivered(noteArrived(missed, 11 * day), 12 * day), 12 * day)).toBe(true);
  });

  it('is noted once, by the last report, in whatever order reports come and copies are joined', () => {
    const later = noteArrived(noteUndelivered(unknownAddress, 11 * day), 12 * day);
    expect(noteUndelivered(missed, 9 * day)).toBe(missed);
    expect(noteArrived(later, 12 * day)).toBe(later);
    expect([joinAddresses(missed, later), joinAddresses(later, missed)]).toEqual([later, later]);
  });
});
