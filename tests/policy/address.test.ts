import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Address } from '../../src/model/address.ts';
import {
  type ConsentStatement,
  hearConsent,
  joinAddresses,
  marketingWord,
  optOutsOf,
  releaseAddress,
  reopenAddress,
  suppress,
  suppressionOf,
  undoOptOut,
  withdraw,
} from '../../src/policy/customer/address.ts';
import { proveConsent } from '../../src/policy/customer/address-proof.ts';
import { withClaim } from '../../src/policy/customer/address-sent.ts';
import { changeTopic, topicAt, unknownAddress } from '../../src/policy/customer/address-topics.ts';

const day = 86_400_000;
const told = (word: Partial<ConsentStatement>): ConsentStatement => ({
  customer: 'c',
  granted: true,
  at: day,
  source: 'checkout',
  reportedAt: word.at ?? day,
  account: true,
  leads: true,
  verified: false,
  ...word,
});
const hear = (...words: readonly Partial<ConsentStatement>[]) =>
  words.map(told).reduce((address, word) => hearConsent(address, word), unknownAddress);

describe('two copies of an address', () => {
  const agreed = hear({ at: day });
  const ahead = { at: 3 * day, channel: 'email', purpose: 'marketing' } as const;

  it('say together what each has heard alone, whichever is read first, and nothing new when they are joined again', () => {
    const left = withClaim(withdraw(agreed, 'c', 2 * day, 'unsubscribe link'), 'message', ahead);
    const right = suppress(hear({ at: day }, { customer: 'd', at: 2 * day }), { reason: 'bounce', at: 2 * day });
    const joined = joinAddresses(left, right);
    expect(joinAddresses(right, left)).toEqual(joined);
    expect([marketingWord(joined), suppressionOf(joined)?.reason]).toEqual(['withdrawn', 'bounce']);
    expect(joined).toMatchObject({ words: { c: left.words.c, d: right.words.d }, claims: { message: ahead } });
    for (const known of [left, right, joined]) expect(joinAddresses(joined, known)).toBe(joined);
  });

  it('follow the later word, and the later reopening', () => {
    const out = withdraw(agreed, 'c', 2 * day, 'unsubscribe link');
    expect(joinAddresses(withdraw(out, 'c', 4 * day, 'complaint'), out).words.c?.source).toBe('complaint');
    expect(marketingWord(joinAddresses(out, proveConsent(agreed, 3 * day, 'link')))).toBe('granted');
    const reopened = reopenAddress(out, 3 * day, 'Mia');
    expect(joinAddresses(withdraw(agreed, 'c', 2 * day, 'link'), reopened)).toMatchObject({ reopenedBy: 'Mia' });
    expect(joinAddresses(reopened, out)).toBe(reopened);
    expect(marketingWord(joinAddresses(reopened, withdraw(out, 'c', 4 * day, 'link')))).toBe('withdrawn');
  });
});

describe('an address', () => {
  it('says nothing of marketing before anybody has', () => {
    expect(marketingWord(unknownAddress)).toBeUndefined();
  });

  it('agrees by anybody’s consent, as long as nobody has opted out', () => {
    expect(marketingWord(hear({ account: false }))).toBe('granted');
  });

  it.each([
    ['a guest', { account: false, customer: 'c', at: 3 * day }, 'withdrawn'],
    ['another account', { customer: 'other', at: 3 * day }, 'withdrawn'],
    ['the same account earlier', { at: day }, 'withdrawn'],
    ['the same account at the same time', { at: 2 * day }, 'withdrawn'],
    ['the same account later', { at: 3 * day }, 'granted'],
    ['another account that has verified the address', { customer: 'other', verified: true, at: 3 * day }, 'granted'],
  ] as const)('that opted out answers to %s', (_who, grant, expected) => {
    expect(marketingWord(hear({}, { granted: false, at: 2 * day }, grant))).toBe(expected);
  });

  it('stays closed to an agreement that an account brings along from before it named the address', () => {
    const closed = hear({ customer: 'guest', account: false, granted: false, at: 2 * day });
    const brought = told({ customer: 'account', verified: true, at: 5 * day, reportedAt: 40 * day });
    expect(marketingWord(hearConsent(closed, brought))).toBe('withdrawn');
    const heardAgain = hearConsent(hearConsent(closed, brought), { ...brought, reportedAt: 41 * day });
    expect(marketingWord(heardAgain)).toBe('withdrawn');
  });

  it('is closed by a click now, whatever the dates of the agreements that are known', () => {
    const ahead = hear({ at: 30 * day, verified: true });
    expect(marketingWord(withdraw(ahead, 'c', 2 * day, 'unsubscribe link'))).toBe('withdrawn');
    expect(marketingWord(hearConsent(withdraw(ahead, 'c', 2 * day, 'link'), told({ at: 30 * day })))).toBe('withdrawn');
  });

  it('that was given up in one of two copies is given up in both together', () => {
    const agreed = hear({ verified: true });
    for (const known of [agreed, proveConsent(agreed, 2 * day, 'START')]) {
      const left = releaseAddress(known, ['c'], 3 * day, true);
      expect([known, left].map((one) => marketingWord(one, []))).toEqual(['granted', undefined]);
      for (const joined of [joinAddresses(known, left), joinAddresses(left, known)]) {
        expect(marketingWord(joined, [])).toBeUndefined();
      }
      expect(releaseAddress(left, ['c'], 3 * day, true)).toBe(left);
      expect(marketingWord(hearConsent(left, told({ verified: true, at: 4 * day })), [])).toBe('granted');
    }
  });

  it('is opened again by a text that came from it', () => {
    const closed = withdraw(hear({}), 'c', 2 * day, 'STOP');
    expect(marketingWord(proveConsent(closed, 3 * day, 'START'))).toBe('granted');
    expect(marketingWord(withdraw(proveConsent(closed, 3 * day, 'START'), 'c', 4 * day, 'STOP'))).toBe('withdrawn');
  });

  describe('whose opt-out was taken back', () => {
    const closed = withdraw(hear({}), 'c', 2 * day, 'unsubscribe link');
    const click = { customer: 'c', clickedAt: 2 * day, withdrawnAt: 2 * day };
    const opened = undoOptOut(closed, click, 2 * day + 1) ?? expect.fail();

    it('is open as before, also joined with a copy that knows the opt-out alone', () => {
      expect(marketingWord(opened)).toBe('granted');
      expect([joinAddresses(closed, opened), joinAddresses(opened, closed)]).toEqual([opened, opened]);
      for (const known of [closed, opened]) expect(joinAddresses(opened, known)).toBe(opened);
      expect(reopenAddress(opened, 3 * day, 'Mia')).toBe(opened);
    });

    it('is closed by any later opt-out, and by one that somebody else has made', () => {
      for (const again of [
        withdraw(opened, 'c', 2 * day + 2, 'link'),
        withdraw(opened, 'd', 2 * day, 'link'),
        hearConsent(opened, told({ granted: false, at: 2 * day + 1 })),
      ]) {
        expect(marketingWord(again)).toBe('withdrawn');
        expect(marketingWord(joinAddresses(opened, again))).toBe('withdrawn');
      }
    });

    it('stays closed where the opt-out bears a later time than its click, and where the address was given up', () => {
      const ahead = withdraw(hear({ at: 5 * day }), 'c', 2 * day, 'unsubscribe link');
      expect(undoOptOut(ahead, { ...click, withdrawnAt: 5 * day }, 2 * day + 1)).toBeUndefined();
      const verified = withdraw(hear({ verified: true }), 'c', 2 * day, 'unsubscribe link');
      expect(undoOptOut(verified, click, 2 * day + 1)).toBeDefined();
      expect(undoOptOut(releaseAddress(verified, ['c'], 2 * day, true), click, 2 * day + 1)).toBeUndefined();
    });

    it('is not closed when so many name it that the word is forgotten', () => {
      const owners = Array.from({ length: 60 }, (_, nth) => told({ customer: `owner-${nth}`, at: (3 + nth) * day }));
      expect(marketingWord(owners.reduce(hearConsent, opened))).toBe('granted');
      expect(marketingWord(owners.reduce(hearConsent, closed))).toBe('withdrawn');
    });
  });

  it('is opened by history where nobody has opted out, and by nothing that history tells of after an opt-out', () => {
    const later = { at: 3 * day, history: true, verified: true };
    expect(marketingWord(hear(later), ['c'])).toBe('granted');
    for (const optOut of [{ granted: false }, { granted: false, account: false }, { granted: false, leads: false }]) {
      expect(marketingWord(hear({ ...optOut, at: 2 * day }, later), ['c'])).toBe('withdrawn');
      expect(marketingWord(hear(later, { ...optOut, at: 2 * day }), ['c'])).toBe('withdrawn');
    }
    const out = withdraw(hear({ at: day }), 'c', 2 * day, 'unsubscribe link');
    expect(marketingWord(hearConsent(out, told(later)), ['c'])).toBe('withdrawn');
    expect(marketingWord(hearConsent(out, told({ at: 3 * day })), ['c'])).toBe('granted');
  });

  it('that history told an account’s agreement of is not closed by a box that a guest leaves unticked later', () => {
    const unticked = { granted: false, account: false, at: 4 * day };
    expect(marketingWord(hear({ at: 3 * day, history: true }, unticked), ['c'])).toBe('granted');
    expect(marketingWord(hear({ at: 3 * day, history: true, account: false }, unticked), ['c'])).toBe('withdrawn');
    const again = hear({ at: 3 * day, history: true }, unticked, { at: 5 * day, history: true });
    expect(marketingWord(again, ['c'])).toBe('granted');
  });

  it('ends in the same state in any order and with any repetition', () => {
    const word = fc.record(
      {
        customer: fc.constantFrom('one', 'two'),
        granted: fc.boolean(),
        at: fc.integer({ min: 1, max: 6 }).map((at) => at * day),
        source: fc.constant('checkout'),
        reportedAt: fc.integer({ min: 1, max: 6 }).map((at) => at * day),
        account: fc.boolean(),
        leads: fc.boolean(),
        verified: fc.boolean(),
        released: fc.integer({ min: 1, max: 6 }).map((at) => at * day),
      },
      { requiredKeys: ['customer', 'granted', 'at', 'source', 'reportedAt', 'account', 'leads', 'verified'] },
    );
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), fc.nat(), (words, seed) => {
        const again = fc.sample(fc.shuffledSubarray([...words, ...words], { minLength: words.length * 2 }), {
          numRuns: 1,
          seed,
        })[0];
        const fold = (list: readonly ConsentStatement[]) => list.reduce<Address>(hearConsent, unknownAddress);
        expect(marketingWord(fold(again ?? words))).toBe(marketingWord(fold(words)));
        expect(marketingWord(fold(again ?? words), [])).toBe(marketingWord(fold(words), []));
      }),
      { numRuns: 500 },
    );
  });

  it('keeps its first closing until somebody reopens it, and what closed it before then counts no more', () => {
    const closed = suppress(suppress(unknownAddress, { reason: 'bounce', at: 5 }), { reason: 'complaint', at: 7 });
    const words = [{ reason: 'bounce', at: 5 } as const, { reason: 'complaint', at: 5 } as const];
    for (const order of [words, [...words].reverse()])
      expect(suppressionOf(order.reduce(suppress, unknownAddress))).toEqual({ reason: 'complaint', at: 5 });
    expect(suppressionOf(closed)).toEqual({ reason: 'bounce', at: 5 });
    const reopened = reopenAddress(withdraw(closed, 'c', 6, 'complaint'), 10, 'Mia');
    expect(reopened).toMatchObject({ reopenedAt: 10, reopenedBy: 'Mia' });
    expect(suppressionOf(reopened)).toBeUndefined();
    expect(optOutsOf(reopened)).toEqual([]);
    expect(suppressionOf(suppress(reopened, { reason: 'bounce', at: 5 }))).toBeUndefined(); // heard of late
    expect(suppressionOf(suppress(reopened, { reason: 'bounce', at: 11 }))).toEqual({ reason: 'bounce', at: 11 });
  });

  it('that is open is not reopened', () => {
    for (const open of [
      unknownAddress,
      hear({}),
      reopenAddress(withdraw(hear({}), 'c', 2 * day, 'link'), 3 * day, 'Mia'),
    ]) {
      expect(reopenAddress(open, 5 * day, 'Leo')).toBe(open);
    }
  });

  it('names only who reopened it last', () => {
    const first = reopenAddress(withdraw(hear({}), 'c', 2 * day, 'link'), 3 * day, 'Mia');
    const second = reopenAddress(withdraw(first, 'c', 4 * day, 'link'), 5 * day, undefined);
    expect(second.reopenedAt).toBe(5 * day);
    expect(second.reopenedBy).toBeUndefined();
  });

  it('is reopened from an opt-out that is dated ahead or comes in the same moment, and closed by the next one', () => {
    for (const at of [30 * day, 3 * day]) {
      const reopened = reopenAddress(hear({}, { granted: false, at }), 3 * day, 'Mia');
      expect(marketingWord(reopened)).toBe('granted');
      expect(marketingWord(withdraw(reopened, 'c', 3 * day, 'unsubscribe link'))).toBe('withdrawn');
    }
  });

  it.each([40, 45, 200])(
    'keeps what strangers opted out of for themselves, after %i others have agreed or opted out',
    (many) => {
      const liar = { account: true, leads: false };
      const owner = { customer: 'owner', at: day, verified: true };
      const decliner = { customer: 'guest', account: false, leads: false, granted: false, at: 2 * day };
      for (const granted of [true, false]) {
        const liars = Array.from({ length: many }, (_, nth) => ({
          ...liar,
          granted,
          customer: `liar-${nth}`,
          at: (3 + nth) * day,
        }));
        const address = hear(owner, decliner, ...liars);
        expect(marketingWord(address, ['guest'])).toBe('withdrawn');
        expect(marketingWord(address, ['owner'])).toBe('granted');
        const again = hearConsent(address, told({ ...decliner, granted: true, at: (4 + many) * day }));
        expect(marketingWord(again, ['guest'])).toBe(granted ? 'granted' : 'withdrawn'); // no room for one more who agreed
      }
    },
  );

  it('keeps the agreement of the guest to whom it leads, however many strangers name it', () => {
    const liars = Array.from({ length: 200 }, (_, nth) => ({
      leads: false,
      granted: nth % 2 === 0,
      customer: `liar-${nth}`,
    }));
    const address = hear({ customer: 'guest', account: false }, ...liars);
    expect(marketingWord(address, ['guest'])).toBe('granted');
    expect(Object.keys(address.words).length).toBeLessThanOrEqual(41);
  });

  it('does not grow without end, and forgets no opt-out however many name it', () => {
    let address = hear({ customer: 'first', granted: false, at: day });
    for (let nth = 0; nth < 500; nth += 1) {
      address = hearConsent(address, told({ customer: `guest-${nth}`, account: false, at: (2 + nth) * day }));
    }
    expect(JSON.stringify(address).length).toBeLessThan(8000);
    expect(marketingWord(address)).toBe('withdrawn');
  });
});

describe('the topics of an address', () => {
  const owner = { customer: 'owner', at: 40 * day };
  const stranger = { customer: 'stranger', leads: false, account: false };
  const about = (address: Address, topic: string, word: Partial<ConsentStatement>) =>
    changeTopic(address, topic, (words) => hearConsent(words, told(word)));
  const filled = (word: Partial<ConsentStatement>, from = 0) =>
    Array.from({ length: 24 - from }, (_, nth) => `made-up-${nth}`).reduce(
      (known, topic) => about(known, topic, word),
      from === 0 ? unknownAddress : about(unknownAddress, 'news', owner),
    );

  it.each([
    ['the agreements of a stranger', filled(stranger)],
    ['the opt-outs of a stranger', filled({ ...stranger, granted: false })],
    ['the agreements of its owner', filled(owner)],
  ])('have room for an opt-out of its owner, whatever fills them: %s', (_, full) => {
    const after = about(full, 'restock', { ...owner, granted: false, at: 41 * day });
    expect(Object.keys(after.topics ?? {})).toHaveLength(24);
    expect(marketingWord(topicAt(after, 'restock'))).toBe('withdrawn');
    expect(marketingWord(after, ['owner'])).toBeUndefined();
    expect(joinAddresses(full, after).topics).toHaveProperty('restock');
  });

  it('let go of a stranger’s words before its owner’s, and keep the stranger’s opt-out for the stranger', () => {
    const full = filled({ ...stranger, granted: false }, 1);
    const after = about(full, 'restock', { ...owner, granted: false, at: 41 * day });
    expect(marketingWord(topicAt(after, 'news'))).toBe('granted');
    expect(marketingWord(after, ['stranger'])).toBe('withdrawn');
  });

  it('close all marketing when an opt-out finds no place among others of its owner', () => {
    const full = filled({ ...owner, granted: false });
    const after = about(full, 'restock', { ...owner, granted: false, at: 41 * day });
    expect(after.topics).toEqual(full.topics);
    expect(optOutsOf(after)).toEqual([{ customer: 'owner', at: 41 * day, source: 'checkout' }]);
  });

  it('give no room to a stranger at its owner’s cost', () => {
    const full = filled(owner);
    expect(about(full, 'restock', stranger)).toBe(full);
    expect(about(full, 'restock', { ...stranger, granted: false }).topics).toEqual(full.topics);
  });

  it('stay small, and keep the owner’s opt-out, however many verified accounts opt out with long sources', () => {
    let address = unknownAddress;
    for (let topic = 0; topic < 24; topic += 1) {
      address = about(address, `topic-${topic}`, { ...owner, granted: false, at: day });
      for (let nth = 0; nth < 40; nth += 1) {
        const liar = { customer: `account-${nth}`, leads: false, verified: true, granted: nth % 2 === 0 };
        const texts = { source: '猫'.repeat(200), wording: '猫'.repeat(2000) };
        address = about(address, `topic-${topic}`, { ...liar, ...texts, at: (2 + nth) * day });
      }
    }
    expect(new TextEncoder().encode(JSON.stringify(address)).length).toBeLessThan(120_000);
    expect(topicAt(address, 'topic-3').words).toHaveProperty('owner.withdrawn', day);
  });
});
