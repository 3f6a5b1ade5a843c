import { describe, expect, it } from 'vitest';
import { type AccountFacts, dmarcNames, type Rates, type SenderFacts } from '../../src/policy/sender/facts.ts';
import { changedRecords, judgeSender, lastingTroubles, remembered } from '../../src/policy/sender/judge.ts';
import type { SenderVerdict } from '../../src/policy/sender/verdict.ts';
import { bounceHost as mx, soundSender } from '../fixtures/sender.ts';

const withRecord = (name: string, answers: readonly string[] | undefined): SenderFacts => ({
  ...soundSender,
  records: { ...soundSender.records, [name]: answers },
});
const withAccount = (account: Partial<AccountFacts>): SenderFacts => ({
  ...soundSender,
  account: { ...soundSender.account, ...account },
});
const withRates = (rates: Partial<Rates>): SenderFacts => ({
  ...soundSender,
  rates: { ...soundSender.rates, ...rates },
});
const not = (state: SenderVerdict['state'], facts: SenderFacts) =>
  judgeSender(facts).flatMap(({ about, state: is, what }) => (is === state ? [`${about}: ${what.en}`] : []));

describe('the check of a sender', () => {
  it('finds nothing wrong where DNS holds what SES expects', () => {
    expect(judgeSender(soundSender).map(({ state }) => state)).toEqual(Array(8).fill('good'));
  });

  it('takes the key itself where a name server answers with what the alias leads to', () => {
    expect(not('good', withRecord('CNAME one._domainkey.shop.example', []))).toHaveLength(8);
  });

  it.each<[string, SenderFacts, string]>([
    [
      'another key',
      withRecord('CNAME one._domainkey.shop.example', ['old.example']),
      'DKIM: Mail of shop.example loses',
    ],
    ['a second MX', withRecord('MX bounce.shop.example', [mx, 'mx.example']), 'must be feedback-smtp'],
    ['no SPF', withRecord('TXT bounce.shop.example', []), 'it needs one SPF record'],
    ['two SPF', withRecord('TXT bounce.shop.example', ['v=spf1 -all', 'v=spf1 include:amazonses.com']), 'one SPF'],
    ['no DMARC', withRecord('TXT _dmarc.shop.example', []), 'DMARC: shop.example has no DMARC record'],
    ['two DMARC', withRecord('TXT _dmarc.shop.example', ['v=DMARC1; p=none', 'v=DMARC1; p=reject']), 'two DMARC'],
    ['no policy', withRecord('TXT _dmarc.shop.example', ['v=DMARC1; p=maybe']), 'no policy that counts: p=maybe'],
    [
      'strict alignment',
      {
        ...withRecord('TXT _dmarc.shop.example', ['v=DMARC1; p=reject; adkim=s']),
        senderAddress: 'a@news.shop.example',
      },
      'asks for the very domain',
    ],
    ['an unknown domain', { ...soundSender, domain: 'absent' }, 'domain: SES does not know'],
    ['a review', withAccount({ enforcement: 'PROBATION' }), 'account: SES reviews the account'],
    ['a pause', withAccount({ sends: false }), 'account: SES has paused the account'],
    [
      'no own list',
      withAccount({ suppresses: ['BOUNCE'] }),
      'suppression: The account’s own list takes no addresses by COMPLAINT',
    ],
    ['half the bounces', withRates({ bounces: 0.025 }), 'bounces: 2.5 % bounces, half way to the 5 %'],
    ['too many complaints', withRates({ complaints: 0.0012 }), 'complaints: 0.12 % complaints, beyond the 0.1 %'],
  ])('finds %s', (_name, facts, expected) => {
    const troubles = not('trouble', facts);
    expect(troubles).toHaveLength(1);
    expect(troubles[0]).toContain(expected);
    const [trouble] = judgeSender(facts).filter(({ state }) => state === 'trouble');
    for (const text of [trouble?.what.ja, trouble?.mend?.ja]) expect(text).toMatch(/[ぁ-ん]|^aws /);
  });

  it.each(['CNAME one._domainkey.shop.example', 'MX bounce.shop.example', 'TXT _dmarc.shop.example'])(
    'takes no silence of a name server for a fault: %s',
    (name) => {
      const silent = withRecord(name, undefined);
      const facts = name.startsWith('CNAME')
        ? { ...silent, records: { ...silent.records, 'TXT one._domainkey.shop.example': undefined } }
        : silent;
      expect(not('trouble', facts)).toEqual([]);
      expect(not('unknown', facts)).toHaveLength(1);
    },
  );

  it('looks for DMARC at the domains that a subdomain belongs to', () => {
    expect(dmarcNames('news.shop.example')).toEqual(['_dmarc.news.shop.example', '_dmarc.shop.example']);
  });

  it('tells of changed records, and forgets none while nobody answers', () => {
    const before = { 'TXT a': ['one', 'two'], 'TXT b': ['x'], 'TXT c': [] };
    const after = { 'TXT a': ['two', 'one'], 'TXT b': undefined, 'TXT c': ['new'], 'TXT d': ['first'] };
    expect(changedRecords(before, after)).toEqual([{ record: 'TXT c', before: [], after: ['new'] }]);
    const { domain } = soundSender;
    expect(remembered(before, { domain, records: after })).toEqual({ ...after, 'TXT b': ['x'] });
    const silent = { domain: { silence: 'TooManyRequestsException' }, records: { 'TXT d': ['first'] } };
    expect(remembered(before, silent)).toEqual({ ...before, 'TXT d': ['first'] });
  });

  it.each<[string, SenderFacts]>([
    ['MX', withRecord('MX bounce.shop.example', undefined)],
    ['TXT', withRecord('TXT bounce.shop.example', undefined)],
  ])('tells what SES says of MAIL FROM while nobody answers about its %s record', (_type, facts) => {
    const mailFrom = { ...soundSender.domain.mailFrom, status: 'FAILED' };
    const failed = { ...facts, domain: { ...soundSender.domain, mailFrom } };
    expect(not('trouble', failed)).toEqual(['MAIL FROM: bounce.shop.example does not take bounces: SES says FAILED.']);
    expect(not('unknown', facts)).toEqual([
      'MAIL FROM: No name server answered about the records of bounce.shop.example.',
    ]);
  });

  it('tells of a wrong MX record while nobody answers about SPF', () => {
    const facts = withRecord('MX bounce.shop.example', ['mx.example']);
    const silent = { ...facts, records: { ...facts.records, 'TXT bounce.shop.example': undefined } };
    expect(not('trouble', silent)).toHaveLength(1);
    expect(not('unknown', silent)).toEqual([]);
  });

  it('takes a further DMARC record for none of the domain while nobody answers about its own', () => {
    const facts: SenderFacts = {
      ...soundSender,
      identity: 'news.shop.example',
      records: { ...soundSender.records, 'TXT _dmarc.news.shop.example': undefined },
    };
    expect(not('unknown', facts)).toEqual(['DMARC: No name server answered about _dmarc.news.shop.example.']);
  });

  it('counts a rate without a figure as unknown, and never as good', () => {
    expect(not('unknown', withRates({ bounces: 'none', complaints: { silence: 'InternalError' } }))).toEqual([
      'bounces: There was too little mail in the last day to count bounces.',
      'complaints: CloudWatch did not answer about complaints (InternalError).',
    ]);
  });

  it('judges what answers where SES does not', () => {
    const silence = { silence: 'TooManyRequestsException' };
    const facts: SenderFacts = { ...withRates({ bounces: 0.06 }), domain: silence, account: silence };
    expect(not('trouble', facts)).toEqual(['bounces: 6 % bounces, beyond the 5 % at which SES reviews an account.']);
    expect(judgeSender(facts).flatMap(({ about, state }) => (state === 'unknown' ? [about] : []))).toEqual([
      ...['domain', 'DKIM', 'MAIL FROM', 'account', 'suppression'],
    ]);
    for (const { state, what } of judgeSender(facts)) if (state === 'unknown') expect(what.ja).toMatch(/SESから応答/);
  });

  it('keeps a trouble of which nothing was learnt, and no other', () => {
    const facts = withRates({ bounces: 'none' });
    expect(lastingTroubles(['bounces near', 'complaints beyond', 'DMARC'], judgeSender(facts))).toEqual([
      'bounces near',
    ]);
  });
});
