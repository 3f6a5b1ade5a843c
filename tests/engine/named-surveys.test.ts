import { describe, expect, it } from 'vitest';
import { manageConsent } from '../../src/engine/manage-consent.ts';
import type { SurveyAnswered } from '../../src/engine/ports.ts';
import { type SurveyRequest, takeSurvey } from '../../src/engine/take-survey.ts';
import { readSurveyToken, surveyToken } from '../../src/links/survey.ts';
import { unsubscribeToken } from '../../src/links/unsubscribe.ts';
import { awaitedOccurrence } from '../../src/policy/run/runs.ts';
import { settings } from '../fixtures/catalogue.ts';
import { busEvent, shopper } from '../fixtures/events.ts';
import { World } from './world.ts';

const at = '2026-03-02T09:00:00Z';
const days = 86_400_000;

async function asked(name: string, locale = 'en') {
  const world = new World().at(at);
  const input = await world.enter('cart-journey', busEvent('cart.updated', at));
  const answers: SurveyAnswered[] = [];
  const { customer, run: survey } = input;
  const token = surveyToken({ customer, survey, locale, name, issuedAt: world.now }, world.keys);
  const ask = async (method: string, fields: Partial<SurveyRequest> = {}) => {
    const ports = {
      stores: world.stores,
      keys: world.keys,
      settings,
      clock: () => world.now,
      failed: () => {},
      publishAnswer: async (detail: SurveyAnswered) => void answers.push(detail),
    };
    const page = await takeSurvey({ method, token, language: undefined, ...fields }, ports);
    for (const detail of answers.splice(0)) {
      await world.ingest({ source: 'store.demo', 'detail-type': 'survey.answered', detail });
    }
    return page;
  };
  const history = async () => (await world.stores.customers.load(customer)) ?? expect.fail();
  const facts = async () => (await history()).facts.filter(({ kind }) => kind === 'survey');
  return { world, input, token, ask, facts, history };
}

describe('a survey by name', () => {
  it.each([
    ['satisfied', 'score', ['1', '2', '3', '4', '5'], 'Very satisfied'],
    ['recommend', 'score', ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10'], 'not at all likely'],
    ['cart-left', 'choice', Object.keys(settings.surveys['cart-left']?.options ?? {}), 'The price'],
  ])('%s shows each of its answers', async (name, field, values, words) => {
    const { ask } = await asked(name);
    const { status, html } = await ask('GET');
    const offered = [...html.matchAll(new RegExp(`name="${field}" value="([^"]+)"`, 'g'))].map(([, value]) => value);
    expect([status, offered]).toEqual([200, values]);
    expect(html).toContain(words);
  });

  it.each(['GET', 'HEAD', 'OPTIONS', 'PUT', 'post'])(
    'takes nothing on %s, and shows what was clicked',
    async (method) => {
      const { ask, facts } = await asked('cart-left');
      expect((await ask(method, { choice: 'price' })).html).toContain('value="price" required checked');
      expect(await facts()).toEqual([]);
    },
  );

  it.each([
    ['satisfied', { score: '2' }, { name: 'satisfied', score: 2, outOf: 5 }],
    ['recommend', { score: '10' }, { name: 'recommend', score: 10 }],
    [
      'cart-left',
      { choice: 'price', comment: 'Too dear.' },
      { name: 'cart-left', choice: 'price', comment: 'Too dear.' },
    ],
  ])('%s is stored as a fact of the run that asked', async (name, fields, fact) => {
    const { ask, facts, input } = await asked(name);
    expect(await ask('POST', fields)).toMatchObject({ status: 200, html: expect.stringContaining('Thank you') });
    const [only, ...others] = await facts();
    expect([only, others]).toEqual([expect.objectContaining({ ...fact, id: input.run }), []]);
  });

  it.each([
    ['satisfied', { score: '0' }],
    ['satisfied', { score: '6' }],
    ['satisfied', { choice: 'price' }],
    ['cart-left', { choice: 'toString' }],
    ['cart-left', { score: '5' }],
    ['recommend', { score: '11' }],
    ['cart-left', {}],
  ])('%s takes no answer that it does not offer: %j', async (name, fields) => {
    const { ask, facts } = await asked(name);
    expect(await ask('POST', fields)).toMatchObject({ status: 400, html: expect.stringContaining('Please choose') });
    expect(await facts()).toEqual([]);
  });

  it('takes an answer for 90 days, and then explains that it has ended', async () => {
    const { world, ask, facts } = await asked('cart-left', 'ja');
    world.now += 90 * days + 1;
    const late = await ask('POST', { choice: 'price' });
    expect(late).toMatchObject({ status: 410, html: expect.stringContaining('受付を終了しました') });
    expect(await facts()).toEqual([]);
    world.now -= 1;
    expect((await ask('POST', { choice: 'price' })).status).toBe(200);
  });

  it('is closed once the shop has it no more', async () => {
    const { ask } = await asked('long-gone');
    expect((await ask('GET')).status).toBe(410);
    expect((await (await asked('constructor')).ask('GET')).status).toBe(410);
  });

  it('ends the wait of the run that asked, and of no other', async () => {
    const { world, input, ask, history } = await asked('cart-left');
    const rules = world.journeys['cart-journey'] ?? expect.fail();
    const run = (await world.run(input)) ?? expect.fail();
    world.now += 60_000;
    await ask('POST', { choice: 'price' });
    const { facts } = await history();
    expect(awaitedOccurrence(run, rules, ['survey.answered'], facts)).toMatchObject({ id: run.id });
    const other = { ...run, id: 'another', subject: { kind: 'order', id: 'o-1' } as const };
    expect(awaitedOccurrence(other, rules, ['survey.answered'], facts)).toBeUndefined();
  });
});

describe('the question why, after an opt-out', () => {
  async function optedOut() {
    const { world, input } = await asked('cart-left');
    const address = world.keys.hash('email', shopper.email);
    const claim = { customer: input.customer, channel: 'email', locale: 'en', address } as const;
    const token = unsubscribeToken(claim, world.keys);
    const ports = { stores: world.stores, keys: world.keys, settings, clock: () => world.now, failed: () => {} };
    const ask = (method: string) => manageConsent({ method, token, language: undefined }, ports);
    return { world, input, ask };
  }

  it('is asked on the page that says it is done, and links to a survey of its own', async () => {
    const { ask } = await optedOut();
    expect((await ask('GET')).html).not.toContain('May we ask why?');
    const { html } = await ask('POST');
    expect(html).toContain('May we ask why?');
    expect(html).toContain('You need not answer.');
    expect(html).toMatch(/action="survey\?t=[\w.%-]+"/);
  });

  it('is the same survey at each click of a month, and another one a month later', async () => {
    const { world, ask } = await optedOut();
    const surveyAfterClick = async () => {
      const [, token = ''] = /action="survey\?t=([\w.%-]+)"/.exec((await ask('POST')).html) ?? [];
      return readSurveyToken(decodeURIComponent(token), world.keys)?.survey;
    };
    const first = await surveyAfterClick();
    expect(first).toMatch(/^opt-out-/);
    world.at('2026-03-20T09:00:00Z');
    expect(await surveyAfterClick()).toBe(first);
    world.at('2026-04-02T09:00:00Z');
    expect(await surveyAfterClick()).not.toBe(first);
  });

  it('offers "less often instead" before, at the preference page of the address', async () => {
    const { ask } = await optedOut();
    const { html } = await ask('GET');
    expect(html).toMatch(/action="p\?t=[\w.-]+"><input type="hidden" name="do" value="less">/);
    expect(html.indexOf('List-Unsubscribe')).toBeLessThan(html.indexOf('value="less"'));
  });
});
