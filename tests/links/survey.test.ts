import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSurveyToken, type SurveyClaim, surveyLink } from '../../src/links/survey.ts';
import { readUnsubscribeToken, unsubscribeLink } from '../../src/links/unsubscribe.ts';
import { Keys } from '../../src/secrets/keys.ts';

const keys = new Keys('a-secret-of-at-least-thirty-two-characters');
const base = 'https://links.example.com';
const claim: SurveyClaim = { customer: 'a1'.repeat(12), survey: 'satisfaction-0d9a7c-mi1k2v40', locale: 'ja-JP' };

const tokenOf = (link: string) => new URL(link).searchParams.get('t') ?? expect.fail('the link holds no token');
const signed = (of: SurveyClaim) => tokenOf(surveyLink(of, keys, base));

describe('a survey’s link', () => {
  it('names the customer, the survey, the language and the order, whatever the store calls its orders', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (order) => {
        expect(readSurveyToken(signed({ ...claim, order }), keys)).toEqual({ ...claim, order });
      }),
    );
    expect(readSurveyToken(signed(claim), keys)).toEqual(claim);
  });

  it('takes a score behind it, and stays one word in a text', () => {
    const link = surveyLink({ ...claim, order: 'No. 1/2 & 3' }, keys, base);
    expect(new URL(`${link}&score=7`).searchParams.get('score')).toBe('7');
    expect(link).toMatch(/^https:\/\/links\.example\.com\/survey\?t=[\w.-]+$/);
  });

  it('is worth nothing once any character of it is another', () => {
    const token = signed({ ...claim, order: 'o-1' });
    for (let at = 0; at < token.length; at += 1) {
      const other = token[at] === 'A' ? 'B' : 'A';
      const changed = token.slice(0, at) + other + token.slice(at + 1);
      expect(readSurveyToken(changed, keys), changed).toBeUndefined();
    }
  });

  it('cannot be made without the secret, nor out of nothing', () => {
    const others = new Keys('another-secret-of-thirty-two-characters');
    const forged = tokenOf(surveyLink(claim, others, base));
    for (const token of [forged, '', '.', 'survey', 'survey.a.b.c', `${signed(claim)}x`, signed(claim).slice(0, -1)]) {
      expect(readSurveyToken(token, keys), token).toBeUndefined();
    }
  });

  it('does not unsubscribe anybody, and a link to unsubscribe answers nothing', () => {
    const unsubscribe = tokenOf(unsubscribeLink({ ...claim, channel: 'email', address: 'a' }, keys, base));
    expect(readSurveyToken(unsubscribe, keys)).toBeUndefined();
    expect(readUnsubscribeToken(signed(claim), keys)).toBeUndefined();
  });
});
