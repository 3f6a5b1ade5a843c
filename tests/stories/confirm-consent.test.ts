import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadJourney, loadSettings } from '../../build/journeys.ts';
import type { PlannedJourney, ShopPlan } from '../../src/simulation/shop-plan.ts';
import { type Customer, inTokyo } from '../scenarios/customers.ts';
import { shippedPlan } from './shipped.ts';
import { Shop } from './shop.ts';
import { audit } from './story.ts';

const noon = '2026-03-07T12:00:00+09:00';
const typed = (at: string, more: object = {}) => ({
  email: { granted: true, at, source: 'newsletter form', from: 'form', ...more },
});
const newcomer = inTokyo('newcomer', { consent: typed(noon) });

const statemachines = join(import.meta.dirname, '../../statemachines');

/** The shipped journeys of a shop that asks to confirm; the mail that does is nothing but its link. */
const shipped = shippedPlan(['confirm-consent', 'welcome']);
const link = { subject: 'Please confirm', preheader: '', html: '{{ links.confirm }}', text: '' };
const plan: ShopPlan = {
  ...shipped,
  settings: { ...shipped.settings, doubleOptIn: ['email'] },
  messages: {
    ...shipped.messages,
    'confirm-consent': { 'please-confirm': { locales: { en: link, ja: link } } },
  },
};

async function story(tell: (shop: Shop) => Promise<void>, shopPlan = plan): Promise<void> {
  const shop = new Shop(noon, shopPlan);
  await tell(shop);
  await audit(shop);
}

/** The shipped welcome, with a step before its first one. */
function welcomeAfter(step: string): PlannedJourney {
  const folder = mkdtempSync(join(tmpdir(), 'welcome-'));
  cpSync(join(statemachines, 'welcome'), join(folder, 'welcome'), { recursive: true });
  const file = join(folder, 'welcome/journey.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace('  - send: hello', `  - ${step}\n  - send: hello`));
  const { rules, pattern, machine } = loadJourney(folder, 'welcome', plan.settings, plan.segments);
  rmSync(folder, { recursive: true });
  return { rules, pattern, definition: JSON.stringify(machine) };
}

function mailsTo(shop: Shop, { email }: Customer) {
  return shop.services.sent.filter(({ address, tags }) => address === email && tags.journey === 'confirm-consent');
}

function tokenIn(shop: Shop, customer: Customer, place = 0): string {
  return new URL(mailsTo(shop, customer)[place]?.html ?? '').searchParams.get('t') ?? '';
}

const open = (shop: Shop, method: string, token: string) =>
  shop.request('manage-consent', { page: 'confirm', method, token });

describe('a customer of a shop with double opt-in', () => {
  it('who signs up is asked to confirm, and gets marketing once they have, and not before', () =>
    story(async (shop) => {
      shop.post('customer.created', newcomer);
      await shop.until('2026-03-09T12:00:00+09:00');
      expect(shop.sentTo(newcomer)).toEqual([['please-confirm', '2026-03-07 12:00']]);
      const token = tokenIn(shop, newcomer);
      for (const method of ['GET', 'HEAD', 'OPTIONS']) expect(await open(shop, method, token)).toBe(200);
      await shop.until('2026-03-09T13:00:00+09:00');
      expect(await open(shop, 'POST', token)).toBe(200);
      await shop.toTheEnd();
      expect(shop.sentTo(newcomer)).toEqual([
        ['please-confirm', '2026-03-07 12:00'],
        ['where-to-start', '2026-03-10 10:00'],
      ]);
      expect(await shop.outcomesOf(newcomer)).toEqual([
        ['hello', 'skipped', 'unconfirmed'],
        ['please-confirm', 'sent'],
        ['good-to-know', 'skipped', 'unconfirmed'],
        ['where-to-start', 'sent'],
      ]);
    }));

  it('who confirms by the next morning gets the whole welcome where it begins with a wait, as the check advises', () => {
    const waiting = welcomeAfter('wait: 1 day, at 10:00');
    return story(
      async (shop) => {
        shop.post('customer.created', newcomer);
        await shop.until('2026-03-07T20:00:00+09:00');
        expect(await open(shop, 'POST', tokenIn(shop, newcomer))).toBe(200);
        await shop.toTheEnd();
        expect(shop.sentTo(newcomer)).toEqual([
          ['please-confirm', '2026-03-07 12:00'],
          ['hello', '2026-03-08 10:00'],
          ['good-to-know', '2026-03-09 10:00'],
          ['where-to-start', '2026-03-11 10:00'],
        ]);
      },
      { ...plan, journeys: plan.journeys.map((one) => (one.rules.journey === 'welcome' ? waiting : one)) },
    );
  });

  it('who does not confirm within a week gets nothing more, and the link says how to get another', () =>
    story(async (shop) => {
      shop.post('customer.created', newcomer);
      await shop.until('2026-03-14T12:01:00+09:00');
      expect(await open(shop, 'POST', tokenIn(shop, newcomer))).toBe(410);
      await shop.toTheEnd();
      expect(shop.sentTo(newcomer)).toEqual([['please-confirm', '2026-03-07 12:00']]);
    }));

  it('is asked by no event that is a test, an import, history, confirmed elsewhere, or about a verified address', () =>
    story(async (shop) => {
      const imported = inTokyo('imported', { consent: typed(noon, { from: 'import' }) });
      const verified = { ...inTokyo('verified', { consent: typed(noon) }), verified: ['email'] };
      const tester = inTokyo('tester', { consent: typed(noon) });
      const elsewhere = inTokyo('elsewhere', { consent: typed(noon, { confirmed: true }) });
      const past = inTokyo('past', { consent: typed(noon) });
      for (const one of [imported, verified, elsewhere]) shop.post('customer.created', one);
      shop.post('customer.created', past, { history: true });
      shop.post('customer.created', tester, { test: true });
      await shop.toTheEnd();
      for (const one of [imported, verified, elsewhere, past, tester]) expect(mailsTo(shop, one)).toEqual([]);
      expect(shop.sentTo(imported).length).toBe(3);
      expect(shop.sentTo(verified).length).toBe(3);
      expect(shop.sentTo(elsewhere).length).toBe(3);
      expect(shop.sentTo(past)).toEqual([]);
    }));

  it('keeps what they had agreed to before the setting', () => {
    const settings = { ...plan.settings };
    delete settings.doubleOptIn;
    return story(
      async (shop) => {
        const known = inTokyo('known', { consent: typed(noon) });
        shop.post('customer.created', known);
        await shop.until('2026-03-07T13:00:00+09:00');
        settings.doubleOptIn = ['email'];
        shop.post('customer.updated', { ...known, consent: typed('2026-03-07T13:00:00+09:00') });
        await shop.toTheEnd();
        expect(shop.sentTo(known).map(([step]) => step)).toEqual(['hello', 'good-to-know', 'where-to-start']);
      },
      { ...plan, settings },
    );
  });

  it('whose address a hundred events name gets a mail a day at most, and three in all', () =>
    story(async (shop) => {
      const start = Date.parse(noon);
      for (let hours = 0; hours < 100; hours += 1) {
        const at = new Date(start + hours * 3_600_000).toISOString();
        await shop.until(at);
        const stranger = inTokyo(`stranger-${hours % 7}`, { email: 'victim@example.com', consent: typed(at) });
        shop.post('customer.updated', stranger, {}, at);
      }
      await shop.toTheEnd();
      const victim = { email: 'victim@example.com' };
      expect(mailsTo(shop, victim).map(({ at }) => Math.floor((at - start) / 3_600_000))).toEqual([0, 24, 48]);
      expect(shop.services.sent.filter(({ purpose }) => purpose === 'marketing')).toEqual([]);
    }));
});

it('is a journey that a shop with the setting cannot do without', () => {
  const folder = mkdtempSync(join(tmpdir(), 'double-opt-in-'));
  const yaml = readFileSync(join(statemachines, 'store.yaml'), 'utf8');
  writeFileSync(join(folder, 'store.yaml'), yaml.replace('# double opt-in:', 'double opt-in:'));
  expect(() => loadSettings(folder)).toThrow('"double opt-in" needs the journey "confirm-consent"');
  mkdirSync(join(folder, 'confirm-consent'));
  expect(loadSettings(folder).doubleOptIn).toEqual(['email']);
  rmSync(folder, { recursive: true });
});
