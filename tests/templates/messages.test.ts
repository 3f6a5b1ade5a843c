import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { listMessages } from '../../build/messages/list.ts';
import { sampleContext } from '../../build/messages/sample.ts';
import { compileMessages } from '../../build/messages.ts';
import { createRenderer } from '../../src/templates/render.ts';
import { compiled, statemachines } from './compiled.fixture.ts';
import { store } from './store.fixture.ts';

const root = mkdtempSync(path.join(tmpdir(), 'messages-'));
afterAll(() => rmSync(root, { recursive: true }));

/** A folder statemachines/ with the product's layout and one journey of these files. */
function folderWith(files: Record<string, string>): string {
  const folder = path.join(mkdtempSync(path.join(root, 'case-')), 'statemachines');
  cpSync(path.join(statemachines, 'layout'), path.join(folder, 'layout'), { recursive: true });
  mkdirSync(path.join(folder, 'news/messages'), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, 'news/messages', name), text);
  return folder;
}

const english = { ...store, locales: ['en'] as const };
const front = '---\nsubject: Hello\npreheader: Hello\n---\n';

async function renderBody(body: string, changes: object = {}) {
  const messages = await compileMessages(folderWith({ 'hi.en.md': front + body }), ['news'], english);
  return createRenderer(messages)('news', 'hi', 'en', { ...sampleContext(english, 'en'), ...changes });
}

/** The text above the footer. */
async function textOf(body: string, changes: object = {}): Promise<string> {
  return String((await renderBody(body, changes)).text.split('\n--')[0]).trim();
}

describe('the messages of the product', () => {
  test('are these, each in every locale of the store', () => {
    const names = Object.entries(compiled).map(([journey, named]) => [journey, Object.keys(named)]);
    expect(names).toEqual([
      ['abandoned-cart', ['last-call', 'reminder']],
      ['post-purchase', ['goes-with', 'how-to-use', 'thanks']],
      ['review-request', ['ask']],
    ]);
    const locales = Object.values(compiled).flatMap((named) =>
      Object.values(named).map((one) => Object.keys(one.locales)),
    );
    for (const list of locales) expect(list).toEqual(['en', 'ja']);
  });

  test('ask for a review in one place only', () => {
    const asking = Object.values(compiled).flatMap((named) => Object.entries(named).filter(([, one]) => one.asks));
    expect(asking.map(([name, one]) => [name, one.asks])).toEqual([['ask', 'review']]);
  });

  test('are listed with their locales, and whether they have an SMS text and show a coupon', () => {
    const answerable = true; // each has a link or a button
    const both = (...ownTexts: string[]) => ({ en: { ownTexts, answerable }, ja: { ownTexts, answerable } });
    const shown = { ownTexts: ['sms'], coupon: 'shown', answerable, polls: 'block' };
    expect(listMessages(statemachines, 'abandoned-cart')).toEqual({
      'last-call': { en: shown, ja: shown },
      reminder: both('sms'),
    });
    expect(listMessages(statemachines, 'review-request')).toEqual({ ask: both() });
    expect(listMessages(statemachines, 'no-such-journey')).toEqual({});
  });
});

describe('a body', () => {
  test('keeps its line breaks, and turns links into text: address', async () => {
    expect(await textOf('One\ntwo [three]({{ cart.url }}) *four*.\n\n## Five')).toBe(
      'One\ntwo three: https://shop.example/cart/c-1042 four.\n\nFive',
    );
  });

  test('has lists and loops', async () => {
    const loop = '{% for line in cart.lines %}\n- {{ line.title }}\n{% endfor %}\n\n1. one\n2. two\n   - deep';
    expect(await textOf(loop)).toBe('- Ceramic dripper 01\n- Paper filters, 100 sheets\n1. one\n2. two\n  - deep');
    const { html } = await renderBody(loop);
    expect(html.match(/<li[^>]*>(?!two|one|deep)/g)).toHaveLength(2);
  });

  test('shows a part only on its condition', async () => {
    const body = 'A\n\n{% if customer.name %}\nB\n{% else %}\nC\n{% endif %}\n\nD';
    expect(await textOf(body)).toBe('A\n\nB\n\nD');
    expect(await textOf(body, { customer: {} })).toBe('A\n\nC\n\nD');
  });

  test('turns a bold link in a paragraph of its own into a button, and leaves it out when there is no address', async () => {
    const body = 'A\n\n**[Go]({{ order.url }})**\n\n[Not a button]({{ cart.url }})';
    const { html } = await renderBody(body);
    expect(html.match(/<a href="[^"]*" style="display:inline-block[^>]*>\s*Go\s*<\/a>/)?.[0]).toContain('/orders/1042');
    expect(html.match(/display:inline-block;background/g)).toHaveLength(1);
    expect(await textOf(body)).toContain('Go: https://shop.example/orders/1042');
    expect(await textOf(body, { order: undefined })).not.toContain('Go');
  });

  test('keeps what looks like HTML as text, and Liquid that holds quotes and braces', async () => {
    const { html, text } = await renderBody('{{ customer.name | append: "}}_*<" }}', {
      customer: { name: '<b>bold</b>' },
    });
    expect(html).toContain('&lt;b&gt;bold&lt;/b&gt;}}_*&lt;');
    expect(text).toContain('<b>bold</b>}}_*<');
  });

  test('gives a partial only its parameters', async () => {
    const body =
      "{% render 'lines', lines: cart.lines, total: cart.total %}\n\n{% render 'lines', lines: order.lines %}";
    expect((await textOf(body)).match(/Total: /g)).toHaveLength(1);
  });
});

const broken = 'statemachines/news/messages/hi.en.md';

describe('a coupon', () => {
  const listed = (text: string) => listMessages(folderWith({ 'hi.en.md': text }), 'news').hi?.en?.coupon;
  const withSms = (sms: string) => front.replace('\n---\n', `\nsms: "${sms}"\n---\n`);

  test.each([
    [`${front}{{ coupon.code }}`, 'shown'],
    [`${front}{% render 'coupon', offer: coupon %}`, 'shown'],
    [`${withSms('{{ coupon.code }}')}{{ coupon.code }}`, 'shown'],
    [`${withSms('Come back')}{{ coupon.code }}`, 'partly'],
    [`${withSms('{{ coupon.code }}')}Hello`, 'partly'],
    [`${front.replace('Hello', '"{{ coupon.code }}"')}Hello`, 'partly'],
    [`${front}The word coupon alone {{ customer.name }}`, undefined],
    [`${front}{{ coupon.code `, undefined],
  ])('is found in the Liquid of a message: %j', (text, where) => {
    expect(listed(text)).toBe(where);
  });

  test('shows its worth, code and last day on the customer’s clock', async () => {
    const body = "{% render 'coupon', offer: coupon %}";
    const expiresOn = Date.UTC(2026, 2, 6, 14, 59, 59);
    const percent = { coupon: { code: 'ABCDEFGHJK', percent: 15, expiresOn } };
    expect(await textOf(body, percent)).toBe('15% off: ABCDEFGHJK\nValid until Friday, March 6, 2026');
    const amount = { coupon: { code: 'ABCDEFGHJK', amount: { minor: 500, currency: 'JPY' }, expiresOn } };
    expect(await textOf(body, { ...amount, zone: 'Pacific/Auckland' })).toBe(
      '¥500 off: ABCDEFGHJK\nValid until Saturday, March 7, 2026',
    );
    expect((await renderBody(body, amount)).html).toContain('>ABCDEFGHJK<');
  });

  test('leaves no frame behind where there is none', async () => {
    const { html, text } = await renderBody("{% render 'coupon', offer: coupon %}", { coupon: undefined });
    expect(html).not.toContain('class="code"');
    expect(text).not.toContain('Valid until');
  });
});

describe('the scale', () => {
  const body = "{% render 'scale' %}";

  test('is eleven links to the survey, each with its score, in two tables that stand side by side where both fit', async () => {
    const { html } = await renderBody(body);
    const links = [...html.matchAll(/<a href="([^"]*)"[^>]*>(\d+)<\/a>/g)].map(([, href = '', text]) => [href, text]);
    const scores = Array.from({ length: 11 }, (_, score) => String(score));
    const link = 'https://shop.example/survey?t=sample';
    expect(links).toEqual(scores.map((score) => [`${link}&amp;score=${score}`, score]));
    const tables = html.split('<table align="left"').map((table) => table.match(/class="score"/g)?.length ?? 0);
    expect(tables).toEqual([0, 6, 5]);
    const cells = [...html.matchAll(/<td class="score"[^>]*style="([^"]*)"/g)].map(([, style]) => style);
    expect(new Set(cells).size).toBe(1); // no score looks better than another
    expect(html).toMatch(/0 = very poor[\s\S]*10 = excellent/);
  });

  test('is one link in the text, for the page asks for the score, too', async () => {
    expect(await textOf(body)).toBe('From 0 = very poor to 10 = excellent:\nhttps://shop.example/survey?t=sample');
  });

  test('names its ends in the language of the message', async () => {
    const files = { 'hi.en.md': front + body, 'hi.ja.md': front + body };
    const messages = await compileMessages(folderWith(files), ['news'], store);
    const { html, text } = createRenderer(messages)('news', 'hi', 'ja', sampleContext(store, 'ja'));
    for (const end of ['0 = とても不満', '10 = とても満足']) {
      expect(html).toContain(end);
      expect(text).toContain(end);
    }
  });

  test('is left out where nothing can be answered', async () => {
    const { html, text } = await renderBody(body, { links: {} });
    expect(html).not.toContain('class="score"');
    expect(text).not.toContain('very poor');
  });
});

describe('a message file that is wrong is refused with place, cause and cure', () => {
  test.each([
    [
      'without front matter',
      'Hello',
      `${broken}:1:1 no front matter: begin the file with the lines "---", "subject: …", "preheader: …" and "---".\nHello\n^`,
    ],
    [
      'without a preheader',
      '---\nsubject: A\n---\nHello',
      `${broken}:1:1 no preheader: add a line "preheader: …" between the two lines of ---.\n---\n^`,
    ],
    [
      'with an unknown key',
      '---\nsubject: A\npreheder: B\npreheader: B\n---\nHello',
      `${broken}:3:1 unknown key "preheder": did you mean "preheader"?\npreheder: B\n^`,
    ],
    [
      'with an unquoted variable',
      '---\nsubject: {{ order.number }}\npreheader: B\n---\nHello',
      `${broken}:2:1 "subject" is no text: put it in quotes: subject: "{{ order.number }}".\nsubject: {{ order.number }}\n^`,
    ],
    [
      'with a variable that no event gives',
      `${front}\nSee {{ cart.ur }}`,
      `${broken}:6:8 no event gives "cart.ur": did you mean "cart.url"?\nSee {{ cart.ur }}\n       ^`,
    ],
    [
      'with such a variable in its subject',
      '---\nsubject: "To {{ custmer.name }}"\npreheader: B\n---\nHello',
      `${broken}:2:17 no event gives "custmer.name": did you mean "customer.name"?\nsubject: "To {{ custmer.name }}"\n                ^`,
    ],
    [
      'with such a variable in a loop',
      `${front}{% for l in cart.lines %}\n{{ l.titel }}\n{% endfor %}`,
      `${broken}:6:4 no event gives "l.titel": look at the names around it.\n{{ l.titel }}\n   ^`,
    ],
    [
      'with a tag left open',
      `${front}{% if cart.url %}\nHello`,
      `${broken}:5:1 {% if cart.url %} is not closed: write {% endif %} where it ends.\n{% if cart.url %}\n^`,
    ],
    [
      'with an unknown filter',
      `${front}{{ cart.total | mony }}`,
      `${broken}:5:17 unknown filter "mony": did you mean "money"?\n{{ cart.total | mony }}\n                ^`,
    ],
    [
      'with money that is not formatted',
      `${front}{{ cart.total }}`,
      `${broken}:5:1 an amount of money needs its filter: write {{ cart.total | money }}.\n{{ cart.total }}\n^`,
    ],
    [
      'with an unknown partial',
      `${front}{% render 'linse' %}`,
      `${broken}:5:1 unknown partial "linse": did you mean "lines"?\n{% render 'linse' %}\n^`,
    ],
    [
      'with an unknown parameter',
      `${front}{% render 'lines', line: cart.lines %}`,
      `${broken}:5:1 partial "lines" takes no "line": did you mean "lines"?\n{% render 'lines', line: cart.lines %}\n^`,
    ],
    [
      'that asks for what cannot be asked',
      '---\nsubject: A\npreheader: B\nasks: money\n---\nHello',
      `${broken}:4:7 a message cannot ask for "money": write "asks: review", or leave the line out.\nasks: money\n      ^`,
    ],
  ])('%s', async (_what, text, message) => {
    await expect(compileMessages(folderWith({ 'hi.en.md': text }), ['news'], english)).rejects.toThrow(
      expect.objectContaining({ name: 'MessageError', message }),
    );
  });

  test('with all its problems at once', async () => {
    const text = '---\nsubject: "{{ a }}"\npreheader: "{{ b }}"\n---\n{{ c }} {{ d }}';
    const error = await compileMessages(folderWith({ 'hi.en.md': text }), ['news'], english).catch((reason) => reason);
    expect(error.problems.map(({ line, column }: { line: number; column: number }) => [line, column])).toEqual([
      [2, 14],
      [3, 16],
      [5, 4],
      [5, 12],
    ]);
  });

  test('or that is missing in a locale of the store', async () => {
    await expect(compileMessages(folderWith({ 'hi.en.md': front }), ['news'], store)).rejects.toThrow(
      'statemachines/news/messages/hi.ja.md:1:1 no such file: write it, because store.yaml has the locale ja',
    );
  });

  test('or whose name is not <message>.<locale>.md', async () => {
    await expect(compileMessages(folderWith({ 'hi.md': front }), ['news'], english)).rejects.toThrow(
      'statemachines/news/messages/hi.md:1:1 "hi.md" is no name of a message: call it <message>.<locale>.md, such as reminder.en.md.',
    );
  });

  test('or that asks for a review in one locale only', async () => {
    const asking = front.replace('\n---\n', '\nasks: review\n---\n');
    await expect(
      compileMessages(folderWith({ 'hi.en.md': front, 'hi.ja.md': asking }), ['news'], store),
    ).rejects.toThrow('statemachines/news/messages/hi.ja.md:1:1 "asks" differs: write it as in hi.en.md');
  });

  test('and so is a locale whose footer is missing', async () => {
    const settings = { ...store, locales: ['fr'] as const };
    await expect(compileMessages(folderWith({}), ['news'], settings)).rejects.toThrow(
      'statemachines/layout/footer.fr.md:1:1 no such file: write the end of every e-mail in fr, a locale of store.yaml',
    );
  });
});
