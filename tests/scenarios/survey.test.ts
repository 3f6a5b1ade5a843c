import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { loadJourneys } from '../../build/journeys.ts';
import { printMachine } from '../../src/journey/compiling/compile.ts';
import { synthesizeOwn } from '../global-setup.ts';
import { type Customer, inNewYork, inTokyo, order } from './customers.ts';
import { inShop, type LocalShop, ownHeaders } from './local-shop.ts';

const asking = `journey: asking
about: Asks how it was, and thanks who was content.
purpose: transactional
starts: { on: order.placed, once per: order }
ends: { when: [order.cancelled] }
steps:
  - wait: 1 day
  - send: ask
  - await: survey.answered
    within: 3 days
  - if: { survey: { score: [{ numeric: [">=", 9] }] } }
    then: [{ send: thanks }]
`;

const message = (subject: string, body: string) => `---\nsubject: ${subject}\npreheader: A word.\n---\n\n${body}\n`;

const directory = mkdtempSync(join(tmpdir(), 'aftercart-survey-'));
let cdkOut: string;

beforeAll(async () => {
  const statemachines = join(directory, 'statemachines');
  cpSync(join(import.meta.dirname, '../../statemachines'), statemachines, { recursive: true });
  for (const name of readdirSync(statemachines)) {
    if (!['layout', 'store.yaml'].includes(name)) rmSync(join(statemachines, name), { recursive: true });
  }
  const folder = join(statemachines, 'asking');
  mkdirSync(join(folder, 'messages'), { recursive: true });
  writeFileSync(join(folder, 'journey.yaml'), asking);
  for (const locale of ['en', 'ja']) {
    writeFileSync(join(folder, 'messages', `ask.${locale}.md`), message('ask', "{% render 'scale' %}"));
    writeFileSync(join(folder, 'messages', `thanks.${locale}.md`), message('thanks', 'Thanks for {{ survey.score }}.'));
  }
  for (const { machine } of loadJourneys(statemachines).journeys) {
    writeFileSync(join(folder, 'journey.asl.json'), printMachine(machine));
  }
  cdkOut = await synthesizeOwn(inject('bundles'), directory);
}, 60_000);

afterAll(() => rmSync(directory, { recursive: true, force: true }));

const opens = '2026-03-02T10:00:00+09:00';
const asked = '2026-03-03T11:00:00+09:00';
const story = (tell: (shop: LocalShop) => Promise<void>) => inShop(opens, tell, { cdkOut });

/** The links of the scale in the mail that asked the customer, by score. */
function linksIn(shop: LocalShop, customer: Customer): string[] {
  const html = shop.mailsTo(customer).find(({ subject }) => subject === 'ask')?.html ?? expect.fail('nobody was asked');
  return [...html.matchAll(/<a href="([^"]*\/survey\?[^"]*)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'));
}

/** Sends the form of the page behind the link, as a browser would. */
async function answer(link: string, fields: Record<string, string>): Promise<Response> {
  const page = await (await fetch(link)).text();
  const action = /action="([^"]*)"/.exec(page)?.[1] ?? expect.fail('there is no form');
  return fetch(new URL(action, link), { method: 'POST', body: new URLSearchParams(fields) });
}

/** What is known of the answers, without when they came. */
async function answersIn(shop: LocalShop) {
  const facts = (await shop.items()).filter(({ sk }) => sk.startsWith('3#fact#survey#'));
  return facts.map(({ value }) => value);
}

/** A shop in which the buyer has been asked about an order. */
async function ask(shop: LocalShop, buyer: Customer): Promise<string[]> {
  shop.post('order.placed', buyer, order('order-1'));
  await shop.until(asked);
  return linksIn(shop, buyer);
}

describe('a survey', () => {
  it('is answered from the mail: one answer however often it is sent, and the last one holds', () =>
    story(async (shop) => {
      const buyer = inTokyo('buyer');
      const links = await ask(shop, buyer);
      expect(links.map((link) => new URL(link).searchParams.get('score'))).toEqual('0 1 2 3 4 5 6 7 8 9 10'.split(' '));
      const [run] = await shop.runsOf(buyer);
      const chosen = links[9] ?? '';

      const page = await fetch(chosen);
      expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
      expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(await page.text()).toContain('value="9" required checked');
      expect(await answersIn(shop)).toEqual([]);

      const head = await fetch(chosen, { method: 'HEAD' });
      expect([head.status, await head.text()]).toEqual([page.status, '']);
      expect(ownHeaders(head)).toEqual(ownHeaders(page));
      expect((await fetch(chosen, { method: 'PUT' })).status).toBe(404);
      expect(await answersIn(shop)).toEqual([]);

      const first = { score: '9', comment: '香りが\r\nとても良かったです。' };
      for (let i = 0; i < 2; i += 1) {
        const thanks = await answer(chosen, first);
        expect([thanks.status, (await thanks.text()).includes('10点満点中9点')]).toEqual([200, true]);
      }
      await shop.until('2026-03-03T11:10:00+09:00');
      const held = { kind: 'survey', id: run?.id, order: 'order-1' };
      const at = Date.parse(asked);
      expect(await answersIn(shop)).toEqual([{ ...held, at, score: 9, comment: '香りが\nとても良かったです。' }]);

      await answer(chosen, first);
      await shop.until('2026-03-03T11:20:00+09:00');
      expect(await answersIn(shop)).toMatchObject([{ at }]);

      await answer(chosen, { score: '3', comment: '' });
      await shop.until('2026-03-03T11:30:00+09:00');
      expect(await answersIn(shop)).toEqual([{ ...held, at: Date.parse('2026-03-03T11:20:00+09:00'), score: 3 }]);
      await shop.toTheEnd();
      expect(shop.lines.map(({ text }) => text).join('\n')).not.toContain('香り');
    }));

  it('sends a run on that awaits it, and those who do not answer go on in the end', () =>
    story(async (shop) => {
      const [content, silent] = [inNewYork('content'), inTokyo('silent')];
      await ask(shop, content);
      shop.post('order.placed', silent, order('order-2'));
      const answered = await answer(linksIn(shop, content)[0] ?? '', { score: '10', comment: 'Kind people' });
      expect(answered.status).toBe(200);
      await shop.toTheEnd();
      expect(shop.mailsTo(content).map(({ subject }) => subject)).toEqual(['ask', 'thanks']);
      expect(shop.mailsTo(content)[1]?.text).toContain('Thanks for 10.');
      expect(shop.mailsTo(silent).map(({ subject }) => subject)).toEqual(['ask']);
    }));

  it('waits for the bus to come back, with the words still in the form', () =>
    story(async (shop) => {
      const buyer = inTokyo('buyer');
      const [link = ''] = await ask(shop, buyer);
      let down = true;
      shop.runtime.faults.add(({ phase, operation }) =>
        down && phase === 'before' && operation === 'PutEvents' ? 'throttle' : 'pass',
      );
      const refused = await answer(link, { score: '0', comment: '届きませんでした' });
      expect(refused.status).toBe(503);
      expect(await refused.text()).toContain('届きませんでした</textarea>');
      expect(await answersIn(shop)).toEqual([]);
      expect(shop.lines.map(({ text }) => text).join('\n')).not.toContain('届きませんでした');
      down = false;
      expect((await answer(link, { score: '0', comment: '届きませんでした' })).status).toBe(200);
      await shop.toTheEnd();
      expect(await answersIn(shop)).toMatchObject([{ score: 0, comment: '届きませんでした' }]);
    }));

  it('takes nothing by a changed link, without a score, or with too long a reason', () =>
    story(async (shop) => {
      const buyer = inTokyo('buyer');
      const [link = ''] = await ask(shop, buyer);
      const changed = link.replace(/\.ja\./, '.en.');
      expect(changed).not.toBe(link);
      expect((await fetch(changed)).status).toBe(400);
      expect((await fetch(changed, { method: 'POST', body: new URLSearchParams({ score: '9' }) })).status).toBe(400);
      const wrong: Record<string, string>[] = [{}, { score: '11' }, { score: '9', comment: 'あ'.repeat(1001) }];
      for (const fields of wrong) {
        expect((await answer(link, fields)).status).toBe(400);
      }
      await shop.toTheEnd();
      expect(await answersIn(shop)).toEqual([]);
    }));
});
