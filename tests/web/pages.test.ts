import { type Browser, chromium as engine, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { brokenWords, politeWords } from '../fixtures/broken-words.ts';
import { chromium, languages, pagesIn } from './pages.fixture.ts';
import { picture } from './picture.ts';
import { closeShops, openShop } from './served-pages.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** The words that a reader goes by. */
const texts = {
  en: {
    restock: 'Back in stock',
    less: 'Less often',
    save: 'Save',
    saved: 'Your preferences are saved.',
    undo: 'Undo',
    undone: 'Your last change is undone.',
    pause: 'Pause for 30 days',
    paused: 'Paused until April 1',
    anyChannel: 'No preference',
    sms: 'Text message (SMS)',
    stopAll: 'Unsubscribe from all news and offers',
    stop: 'Unsubscribe',
    stopped: 'You are unsubscribed from marketing e\u2011mails',
    subscribe: 'Subscribe again',
    subscribed: 'You are subscribed to marketing e\u2011mails',
    tooLate: 'This can no longer be undone here.',
    lessInstead: 'Less often instead',
    tooMany: 'Too many messages',
    send: 'Send',
    thanks: 'Thank you for your answer.',
    satisfied: 'Very satisfied',
    price: 'The price',
    ended: 'This survey has ended.',
  },
  ja: {
    restock: '再入荷のお知らせ',
    less: '配信の回数を減らす',
    save: '保存する',
    saved: '配信設定を保存しました。',
    undo: '元に戻す',
    undone: '直前の変更を元に戻しました。',
    pause: '30日間休止する',
    paused: '4月1日まで休止中',
    anyChannel: '指定しない',
    sms: 'SMS（ショートメッセージ）',
    stopAll: 'お知らせの配信をすべて停止する',
    stop: '配信を停止する',
    stopped: 'からのお知らせメールを停止しました。',
    subscribe: '配信を再開する',
    subscribed: 'からのお知らせメールの配信を再開しました。',
    tooLate: 'このページでは元に戻せなくなりました。',
    lessInstead: '回数を減らして受け取る',
    tooMany: '配信の回数が多い',
    send: '送信する',
    thanks: 'ご回答いただき、ありがとうございました。',
    satisfied: 'とても満足',
    price: '価格',
    ended: 'このアンケートは受付を終了しました。',
  },
} as const;

/** What a reader on a phone would stumble over: a page that is wider than it, and what is too small for a finger. */
const stumbles = `(() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  const wide = scrollWidth > clientWidth ? [scrollWidth + ' px wide'] : [];
  const small = [...document.querySelectorAll('button, .choice, .scores label')]
    .map((one) => [one.textContent.trim(), one.getBoundingClientRect().height])
    .filter(([, height]) => height < 44);
  return [...wide, ...small.map(([name, height]) => name + ': ' + height + ' px high')];
})()`;

const ground = 'getComputedStyle(document.body).backgroundColor';

describe.skipIf(chromium === undefined)(
  'the pages for customers, in Chromium without JavaScript (skipped without Chromium)',
  () => {
    let browser: Browser;
    let page: Page;

    beforeAll(async () => {
      browser = await engine.launch({ executablePath: chromium ?? '', args: ['--no-sandbox'] });
      const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 800 } });
      page = await context.newPage();
    }, 30_000);

    afterAll(async () => {
      await browser?.close();
      closeShops();
    });

    it.each(languages)('fit a phone, break no word, and each can be pressed by a finger, in %s', async (language) => {
      const able = await (
        await browser.newContext({ viewport: { width: 390, height: 800 }, colorScheme: 'dark' })
      ).newPage();
      for (const [name, html] of Object.entries(pagesIn(language))) {
        await able.setContent(html);
        expect([name, await able.evaluate(stumbles)]).toEqual([name, []]);
        expect([name, await able.evaluate(brokenWords([...politeWords, '引き続き']))]).toEqual([name, []]);
        expect(await able.evaluate(ground)).toBe('rgb(22, 22, 20)');
      }
    });

    describe.each(languages)('in %s', (language) => {
      const say = texts[language];
      const other = language === 'en' ? 'ja' : 'en';
      const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
      const heading = () => page.getByRole('heading').first().textContent();
      const notice = () => page.getByRole('status').textContent();
      const isChecked = (label: string) => page.getByLabel(label).isChecked();
      const look = (name: string) => picture(page, `${name}-${language}`);

      it('let a reader switch a topic off, hear less often in another language, and undo it', async () => {
        const shop = await openShop(language);
        await page.goto(shop.preferences);
        await look('preferences');
        await page.getByLabel(say.restock).uncheck();
        await page.getByLabel(say.less).check();
        await page.getByLabel(other === 'ja' ? '日本語' : 'English').check();
        await press(say.save);
        await picture(page, `preferences-saved-${other}`);
        expect(await notice()).toContain(texts[other].saved);
        expect(await isChecked(texts[other].restock)).toBe(false);
        expect(await isChecked(texts[other].less)).toBe(true);
        await press(texts[other].undo);
        expect(await notice()).toContain(say.undone);
        expect([await isChecked(say.restock), await isChecked(say.less)]).toEqual([true, false]);
      });

      it.each([
        ['goes on', 1000],
        ['stands still', 0],
      ])('let a reader pause, undo that, pause again and end it, while the clock %s', async (_, tick) => {
        const shop = await openShop(language, { tick });
        await page.goto(shop.preferences);
        await page.getByLabel(say.pause).check();
        await press(say.save);
        await look('preferences-paused');
        expect([await notice(), await isChecked(say.paused)]).toEqual([expect.stringContaining(say.saved), true]);
        await press(say.undo);
        await look('preferences-undone');
        expect([await notice(), await isChecked(say.pause)]).toEqual([expect.stringContaining(say.undone), false]);
        await page.getByLabel(say.pause).check();
        await press(say.save);
        await page.getByLabel(say.paused).uncheck();
        await press(say.save);
        await page.goto(shop.preferences);
        expect(await isChecked(say.pause)).toBe(false);
      });

      it('let a reader choose a channel, and undo it', async () => {
        const shop = await openShop(language);
        await page.goto(shop.preferences);
        expect(await isChecked(say.anyChannel)).toBe(true);
        await page.getByLabel(say.sms).check();
        await press(say.save);
        await look('preferences-channel');
        expect([await notice(), await isChecked(say.sms)]).toEqual([expect.stringContaining(say.saved), true]);
        await page.goto(shop.preferences);
        expect(await isChecked(say.sms)).toBe(true);
        await page.getByLabel(say.anyChannel).check();
        await press(say.save);
        await press(say.undo);
        expect([await notice(), await isChecked(say.sms)]).toEqual([expect.stringContaining(say.undone), true]);
      });

      it('let a reader unsubscribe from all of it, and say why', async () => {
        const shop = await openShop(language);
        await page.goto(shop.preferences);
        await press(say.stopAll);
        expect(await heading()).toContain(say.stopped);
        const done = page.url();
        await page.getByLabel(say.tooMany).check();
        await press(say.send);
        expect(await heading()).toBe(say.thanks);
        expect(shop.answers.map(({ survey }) => survey)).toMatchObject([{ name: 'unsubscribed', choice: 'often' }]);
        await page.goto(done);
        expect(await page.getByRole('button', { name: say.stop, exact: true }).count()).toBe(1);
      });

      it('let a reader undo the opt-out for an hour', async () => {
        const shop = await openShop(language);
        const before = await shop.topicsOn();
        await page.goto(shop.unsubscribe);
        await look('unsubscribe');
        await press(say.stop);
        await look('unsubscribe-done');
        expect(await heading()).toContain(say.stopped);
        expect(await shop.topicsOn()).not.toContain('offers');
        await press(say.subscribe);
        await look('unsubscribe-undone');
        expect([await heading(), await shop.topicsOn()]).toEqual([expect.stringContaining(say.subscribed), before]);
        await page.goto(shop.unsubscribe);
        await press(say.stop);
        shop.wait(hour);
        await press(say.subscribe);
        await look('unsubscribe-not-undone');
        expect(await heading()).toBe(say.tooLate);
        expect(await shop.topicsOn()).not.toContain('offers');
      });

      it('offer fewer messages before the opt-out', async () => {
        const shop = await openShop(language);
        await page.goto(shop.unsubscribe);
        await press(say.lessInstead);
        expect([await isChecked(say.less), await shop.topicsOn()]).toEqual([true, expect.arrayContaining(['offers'])]);
      });

      it.each([
        ['satisfied', say.satisfied, { name: 'satisfied', score: 5, outOf: 5 }],
        ['recommend', '10', { name: 'recommend', score: 10 }],
        ['cart-left', say.price, { name: 'cart-left', choice: 'price' }],
      ])('take an answer to %s', async (name, label, survey) => {
        const shop = await openShop(language);
        await page.goto(shop.survey(name));
        await page.getByLabel(label, { exact: true }).check({ force: true });
        await look(`survey-${name}`);
        await press(say.send);
        expect(await heading()).toBe(say.thanks);
        expect(shop.answers.map((one) => one.survey)).toMatchObject([survey]);
      });

      it('take no answer after 90 days, of a page that was left open either', async () => {
        const shop = await openShop(language);
        const link = shop.survey('recommend');
        shop.wait(90 * day - 10_000);
        await page.goto(link);
        await page.getByLabel('10', { exact: true }).check({ force: true });
        shop.wait(10_000);
        await press(say.send);
        expect(await heading()).toBe(say.ended);
        const opened = await page.goto(link);
        await look('survey-expired');
        expect([opened?.status(), await heading(), shop.answers]).toEqual([410, say.ended, []]);
      });

      it('change nothing when a scanner follows every link, ahead of its reader', async () => {
        const shop = await openShop(language);
        await page.goto(shop.preferences);
        const before = await page.locator('main').innerHTML();
        for (const link of [shop.preferences, shop.unsubscribe, `${shop.survey('cart-left')}&choice=price`]) {
          for (const method of ['GET', 'HEAD', 'OPTIONS']) {
            await fetch(link, { method, headers: { purpose: 'prefetch', 'sec-purpose': 'prefetch;prerender' } });
          }
        }
        await page.reload();
        expect([await page.locator('main').innerHTML(), shop.answers]).toEqual([before, []]);
      });
    });
  },
);
