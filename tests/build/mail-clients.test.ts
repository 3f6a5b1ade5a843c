import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { paleTexts } from '../../build/mail-clients/contrast.ts';
import { featuresOf } from '../../build/mail-clients/features.ts';
import { graceful } from '../../build/mail-clients/graceful.ts';
import { clientsWithout } from '../../build/mail-clients/support.ts';
import { flawsOf } from '../../build/messages/check-mail.ts';
import { compileMessages } from '../../build/messages.ts';
import { type Look, looks } from '../../src/model/brand.ts';
import { statemachines } from '../templates/compiled.fixture.ts';
import { store } from '../templates/store.fixture.ts';

const root = mkdtempSync(path.join(tmpdir(), 'clients-'));
afterAll(() => rmSync(root, { recursive: true }));

const english = { ...store, locales: ['en'] as const };

/** The problems of a shop whose layout file was changed, or whose message is this. */
async function problemsOf(change: { file?: string; from?: string; to?: string; body?: string }, look: Look = 'card') {
  const folder = path.join(mkdtempSync(path.join(root, 'case-')), 'statemachines');
  cpSync(path.join(statemachines, 'layout'), path.join(folder, 'layout'), { recursive: true });
  mkdirSync(path.join(folder, 'news/messages'), { recursive: true });
  const body = change.body ?? 'Hello';
  writeFileSync(path.join(folder, 'news/messages/hi.en.md'), `---\nsubject: A\npreheader: B\n---\n${body}`);
  const { file, from = '', to = '' } = change;
  if (file !== undefined) {
    const full = path.join(folder, 'layout', file);
    const text = readFileSync(full, 'utf8');
    expect(text).toContain(from);
    writeFileSync(full, text.replace(from, to));
  }
  const settings = { ...english, brand: { ...english.brand, look } };
  const failed = await compileMessages(folder, ['news'], settings).then(
    () => undefined,
    (error) => error,
  );
  if (failed !== undefined && failed.name !== 'MessageError') throw failed;
  return String(failed?.message ?? '')
    .split('\n')
    .filter((line) => line.startsWith('statemachines/'));
}

describe('a layout', () => {
  test.each(looks)('as shipped has no problem in the look %s', async (look) => {
    expect(await problemsOf({}, look)).toEqual([]);
  });

  test('that needs what a mail program cannot show is refused, with the place', async () => {
    const [problem] = await problemsOf({
      file: 'coupon.mjml',
      from: '<p class="code">',
      to: '<p class="code" style="display: flex">',
    });
    expect(problem).toMatch(
      /^statemachines\/layout\/coupon\.mjml:6:30 .*Outlook \(windows\).* cannot show "display-flex": do without it/,
    );
  });

  test('that uses an element which programs drop is refused', async () => {
    const problems = await problemsOf({
      file: 'lines.mjml',
      from: '<span class="title">',
      to: '<video></video><span class="title">',
    });
    expect(problems.join()).toMatch(/lines\.mjml:6:\d+ Gmail .* cannot show "video"/);
  });

  test('with a text that is hard to read is refused, in light and in dark', async () => {
    const light = await problemsOf({
      file: 'layout.mjml',
      from: '.coupon .until { font-size: 14px; color: [[ light.soft ]]; }',
      to: '.coupon .until { font-size: 14px; color: #c9c5ba; }',
    });
    expect(light.join()).toMatch(
      /layout\.mjml:\d+:\d+ the text "Valid until Tuesday, May 4, 20" in #c9c5ba on #f7f5f0 is hard to read in light mode \(1\.6:1\): take a colour of at least 4\.5:1/,
    );
    const dark = await problemsOf({
      file: 'layout.mjml',
      from: '.coupon .code { color: [[ dark.ink ]] !important; }',
      to: '',
    });
    expect(dark.join()).toMatch(/the text "7K2M9QRTBX" in #[0-9a-f]{6} on #2b2a26 is hard to read in dark mode/);
  });

  test('without the address of a link in its text is refused', async () => {
    const problems = await problemsOf({ file: 'shop-links.txt', from: '[[ page.name ]]: [[ page.url ]]', to: '' });
    expect(problems.join()).toContain(
      'hi.en.md:1:1 the text part does not name https://shop.example/new: add the address',
    );
  });
});

describe('a message', () => {
  test('with a picture that not every program shows, or without words for it, is refused with its place', async () => {
    expect(await problemsOf({ body: 'Look:\n\n![Tea](https://shop.example/tea.svg)' })).toEqual([
      expect.stringMatching(
        /hi\.en\.md:7:8 Gmail .* cannot show the picture https:\/\/shop\.example\/tea\.svg: take a PNG/,
      ),
    ]);
    expect(await problemsOf({ body: '[![](https://shop.example/tea.jpg)](https://shop.example/tea)' })).toEqual([
      expect.stringMatching(/hi\.en\.md:5:6 the picture https:\/\/shop\.example\/tea\.jpg has no words in its place/),
    ]);
  });

  test('that Gmail would clip with a full cart is refused', async () => {
    const body = Array.from({ length: 12 }, () => "{% render 'lines', lines: cart.lines %}").join('\n\n');
    expect((await problemsOf({ body })).join()).toMatch(
      /hi\.en\.md:1:1 the mail may have \d+ KB, and Gmail hides what is beyond 102 KB/,
    );
  });

  test('whose text leaves a link out is refused, but for the home page and a score', () => {
    const html =
      '<a href="https://shop.example/">Home</a><a href="https://l.example/s?t=1&amp;score=3">3</a><a href="https://a.example/">A</a>';
    const mail = { subject: '', preheader: '', html, text: 'https://l.example/s?t=1' };
    expect(flawsOf(mail, mail, 'https://shop.example').map(({ message }) => String(message))).toEqual([
      'the text part does not name https://a.example/',
    ]);
  });
});

describe('the features of a mail', () => {
  const names = (html: string) => featuresOf(html).map(({ feature }) => feature);

  test.each([
    ['<p style="display: inline-flex">', 'css-display-flex'],
    ['<p style="width: calc(1px + 2px)">', 'css-unit-calc'],
    ['<p style="background: linear-gradient(red, blue)">', 'css-linear-gradient'],
    ['<p style="margin-top: 2rem">', 'css-unit-rem'],
    ['<style>p { position: fixed; }</style>', 'css-position'],
    ['<h2>', 'html-h1-h6'],
  ])('of %s are among others %s', (html, feature) => {
    expect(names(html)).toContain(feature);
  });

  test('leave out what only dark mode or Outlook’s own comments have', () => {
    expect(names('<style>@media (prefers-color-scheme: dark) { a { filter: none; } }</style>')).not.toContain(
      'css-filter',
    );
    expect(names('<!--[if mso]><video></video><![endif]-->')).not.toContain('html-video');
  });

  test('are judged by data that says for every client whether it knows them', () => {
    expect(clientsWithout('css-display-flex')).toContain('Outlook (windows)');
    expect(clientsWithout('css-background-color')).toEqual([]);
    expect(clientsWithout('css-at-media-prefers-color-scheme')).toContain('Gmail (ios)');
    for (const name of Object.keys(graceful)) expect(clientsWithout(name), name).not.toEqual([]);
  });
});

describe('the contrast of a mail', () => {
  const card = (style: string, css = '') =>
    `<style>@media (prefers-color-scheme: dark) { ${css} }</style><body style="background: #fff"><div class="a" style="${style}"><p>Text</p></div></body>`;

  test('is that of each text with the ground behind it', () => {
    expect(paleTexts(card('color: #767676'))).toEqual([]);
    expect(paleTexts(card('color: #999999'))).toMatchObject([
      { text: 'Text', mode: 'light', ground: '#fff' },
      { mode: 'dark' },
    ]);
    expect(paleTexts(card('color: #999999; background-color: #000000'))).toEqual([]);
  });

  test('in dark mode follows the rules for dark mode', () => {
    const rule = '.a { background-color: #111111 !important; } .b { color: #ffffff !important; }';
    expect(paleTexts(card('color: #333333', rule))).toMatchObject([{ mode: 'dark', ground: '#111111' }]);
    expect(paleTexts(card('color: #333333', rule.replace('.b', '.a p')))).toEqual([]);
  });

  test('of hidden texts is nobody’s concern', () => {
    expect(paleTexts(card('display: none; color: #ffffff'))).toEqual([]);
  });
});
