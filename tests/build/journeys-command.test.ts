import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { main } from '../../build/journeys-command.ts';
import { englishLeftIn } from '../mistakes/english-left.ts';

const repository = path.resolve(import.meta.dirname, '../..');
const statemachines = path.join(repository, 'statemachines');
const root = mkdtempSync(path.join(tmpdir(), 'aftercart-command-'));

/** Three of the shipped journeys stand for all, so that a further one changes nothing here. */
const copied = ['abandoned-cart', 'layout', 'post-purchase', 'review-request', 'store.yaml'];

function copyStatemachines(): void {
  for (const name of copied) {
    cpSync(path.join(statemachines, name), path.join(root, 'statemachines', name), { recursive: true });
  }
}

beforeEach(copyStatemachines);
afterEach(() => rmSync(path.join(root, 'statemachines'), { recursive: true }));
afterAll(() => rmSync(root, { recursive: true }));

/** Runs the command on the copy; what it prints comes back with its exit code. */
async function journeys(...args: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  const [out, err]: [string[], string[]] = [[], []];
  const shell = { root, print: (text: string) => out.push(text), printError: (text: string) => err.push(text) };
  const code = await main(args, shell);
  return { code, out: out.join('\n'), err: err.join('\n') };
}

function edit(file: string, from: string | RegExp, to: string): void {
  const full = path.join(root, 'statemachines', file);
  const text = readFileSync(full, 'utf8');
  expect(text).toMatch(from);
  writeFileSync(full, text.replace(from, to));
}

describe('check', () => {
  test('says what was checked, and what the dearest SMS costs', async () => {
    const { code, out, err } = await journeys('check');
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^3 journeys, 12 messages, 2 languages \(en, ja\): no errors, no warnings \(\d+ ms\)\.$/m);
    expect(out).toMatch(/^SMS of abandoned-cart\/messages\/.*\.ja\.md: 2 segments with sample data, JP 0\.15 USD \(/m);
  });

  test('warns of SMS texts that cost more segments than their values alone take up', async () => {
    edit(
      'abandoned-cart/messages/reminder.ja.md',
      /^sms: ".*"$/m,
      `sms: "{{ brand.name }}：${'お買い物の続き'.repeat(9)}"`,
    );
    edit(
      'abandoned-cart/messages/last-call.ja.md',
      /^sms: "(.*)"$/m,
      `sms: "$1${'ご利用をお待ちしております。'.repeat(4)}"`,
    );
    const { err } = await journeys('check');
    expect(err).toContain('abandoned-cart/messages/reminder.ja.md:4:7 the SMS text takes 2 segments, each billed');
    expect(err).toContain('abandoned-cart/messages/last-call.ja.md:4:7 the SMS text takes 3 segments, each billed');
  });

  test('says plainly that the price of a text is unknown where the shop is, and counts with one that the shop names', async () => {
    edit('store.yaml', 'time zone: Asia/Tokyo', 'time zone: Europe/London');
    expect((await journeys('check')).out).toMatch(
      /2 segments; its price in the shop's country is unknown: name it in store.yaml, "channels: \{ sms: /,
    );
    expect((await journeys('check', '--lang', 'ja')).out).toContain('ショップの国での料金が分からないため');
    edit(
      'store.yaml',
      'time zone: Europe/London',
      'channels: { sms: { prices: { GB: 0.04 USD } } }\ntime zone: Europe/London',
    );
    expect((await journeys('check')).out).toContain('GB 0.08 USD');
  });

  test.each(['unsubscribe', 'preferences', 'survey'])(
    'counts the segments of a text with a link to %s as long as a real one',
    async (link) => {
      edit('abandoned-cart/messages/reminder.en.md', /^sms: .*$/m, `sms: "Your cart: {{ links.${link} }}"`);
      const { err } = await journeys('check');
      expect(err).toContain('abandoned-cart/messages/reminder.en.md:4:7 the SMS text takes 2 segments, each billed');
    },
  );

  test('reports the faults of journeys and messages together, each with its place, and exits with 1', async () => {
    edit('abandoned-cart/journey.yaml', 'wait: 4 hours', 'wait: 4 hous');
    edit('post-purchase/messages/thanks.en.md', 'preheader', 'preheadr');
    edit('post-purchase/messages/thanks.ja.md', 'total: order.total', 'total: order.totl');
    const { code, out, err } = await journeys('check');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(
      'abandoned-cart/journey.yaml:21:11 "4 hous" is no duration: did you mean "4 hours"?\n  - wait: 4 hous\n          ^',
    );
    expect(err).toContain('post-purchase/messages/thanks.en.md:3:1 unknown key "preheadr": did you mean "preheader"?');
    expect(err).toContain(
      'post-purchase/messages/thanks.ja.md:12:70 no event gives "order.totl": did you mean "order.total"?',
    );
    expect(err).toMatch(/\n3 errors\.$/);
  });

  test('reports a fault of store.yaml, which all else depends on', async () => {
    edit('store.yaml', 'locales: [en, ja]', 'locals: [en, ja]');
    const { code, err } = await journeys('check');
    expect(code).toBe(1);
    expect(err).toContain('statemachines/store.yaml:7:1 unknown key "locals" in the store: did you mean "locales"?');
  });

  test('reports a layout that is no MJML', async () => {
    edit('layout/looks/card.mjml', '</mj-body>', '<mj-hero-image/></mj-body>');
    const { code, err } = await journeys('check');
    expect(code).toBe(1);
    expect(err).toMatch(/layout:1:1 no e-mail can be built with this layout \(.*mj-hero-image/);
  });

  test('warns of a message that no step sends', async () => {
    edit('review-request/journey.yaml', /- send: ask\n[\s\S]*$/, '- leave: not now\n');
    edit('review-request/journey.yaml', '- wait: 7 days, at 10:00', '- await: order.placed\n    within: 1 day');
    const { code, err } = await journeys('check');
    expect(code).toBe(0);
    expect(err).toContain('statemachines/review-request: no step sends the message "ask".');
  });
});

describe('explain', () => {
  test('tells all journeys in English, or those named in Japanese', async () => {
    const all = await journeys('explain');
    expect(all.out).toMatch(/^abandoned-cart: [\s\S]*\n\npost-purchase: [\s\S]*\n\nreview-request: /);
    expect(all.out).toContain('1. Wait 4 hours.');
    const one = await journeys('explain', '--lang', 'ja', 'review-request');
    expect(one.out).toMatch(/^review-request: [\s\S]*7日後の10:00（お客様の現地時間）まで待ちます。/);
    expect(one.out).not.toContain('abandoned-cart');
  });
});

describe('picture', () => {
  test('writes an SVG of each journey into the folder that is named', async () => {
    await journeys('picture', '--out', 'pictures');
    await journeys('picture', '--out', 'pictures/ja', '--lang', 'ja', 'abandoned-cart');
    const folder = path.join(root, 'pictures');
    expect(readdirSync(folder).sort()).toEqual(['abandoned-cart.svg', 'ja', 'post-purchase.svg', 'review-request.svg']);
    expect(readdirSync(path.join(folder, 'ja'))).toEqual(['abandoned-cart.ja.svg']);
    expect(readFileSync(path.join(folder, 'abandoned-cart.svg'), 'utf8')).toMatch(/^<svg [\s\S]*Wait 4 hours/);
  });
});

describe('transitions', () => {
  test('has Japanese heads, twice as wide as their characters', async () => {
    const { out } = await journeys('transitions', '--lang', 'ja');
    expect(out.split('\n').slice(0, 2)).toEqual([
      'ジャーニー      メッセージ  遷移  上限（2n + 2）  お客様1,000人あたりの米ドル',
      'abandoned-cart           2     3               6                        0.075',
    ]);
  });

  test('counts them beside the budget, with what a thousand customers cost', async () => {
    const { out } = await journeys('transitions');
    expect(out).toBe(`journey         messages  transitions  budget (2n + 2)  US$ per 1,000 customers
abandoned-cart         2            3                6                    0.075
post-purchase          3            5                8                    0.125
review-request         1            1                4                    0.025`);
  });
});

describe('new', () => {
  test.each([
    ['win-back', []],
    ['thank-you', ['--purpose', 'transactional']],
    ['true', []],
  ])('begins the journey %s %j, which passes the check at once', async (name, options) => {
    const { code, out } = await journeys('new', name, ...options);
    expect(code).toBe(0);
    expect(out).toContain(`Wrote statemachines/${name}/messages/first-message.ja.md.`);
    expect(out).toContain('npm run build');
    expect((await journeys('check')).out).toMatch(/^4 journeys, 14 messages, .*: no errors, 10 warnings/);
    expect((await journeys('explain', name)).out).toContain(`- ${options.length > 0 ? 'Transactional' : 'Marketing'}`);
  });

  test('writes the comments, and says what it wrote, in Japanese', async () => {
    const { code, out } = await journeys('new', 'win-back', '--lang', 'ja');
    expect(code).toBe(0);
    expect(out).toContain('statemachines/win-back/journey.yaml を作成しました。');
    const text = readFileSync(path.join(root, 'statemachines/win-back/journey.yaml'), 'utf8');
    expect(text).toContain('on: order.placed # お客様が対象になるきっかけのイベント');
    expect((await journeys('check')).code).toBe(0);
  });

  test('overwrites no journey', async () => {
    const { code, err } = await journeys('new', 'post-purchase');
    expect(code).toBe(1);
    expect(err).toBe('statemachines/post-purchase already exists. Choose another name.');
    expect(existsSync(path.join(root, 'statemachines/post-purchase/messages/first-message.en.md'))).toBe(false);
  });

  test.each(['WinBack', 'x', 'layout', '../win-back', 'a'.repeat(41)])(
    'refuses the name %s and writes nothing',
    async (name) => {
      const { code, err } = await journeys('new', name);
      expect(code).toBe(2);
      expect(err).toContain(`"${name}" cannot be a journey's name`);
      expect(readdirSync(path.join(root, 'statemachines'))).toEqual(copied);
    },
  );
});

describe('diff', () => {
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', ...args], { cwd: root });

  beforeAll(() => {
    copyStatemachines();
    git('init', '--quiet', '--initial-branch=main');
    git('add', 'statemachines');
    git('commit', '--quiet', '--no-verify', '--message=Journeys');
    git('tag', 'first');
  });
  afterAll(() => rmSync(path.join(root, '.git'), { recursive: true }));

  test('says that nothing changed', async () => {
    expect(await journeys('diff')).toEqual({ code: 0, out: 'Nothing changed since HEAD.', err: '' });
  });

  test('says in words what changed in journeys, messages and what they share', async () => {
    edit('abandoned-cart/journey.yaml', 'wait: 4 hours', 'wait: 6 hours');
    edit('abandoned-cart/messages/reminder.en.md', 'Your cart is still here', 'Your cart is waiting');
    edit('abandoned-cart/messages/reminder.ja.md', 'お知らせいたします', 'ご案内いたします');
    edit('store.yaml', '21:00', '20:00');
    edit('layout/lines.txt', /$/, '\n');
    rmSync(path.join(root, 'statemachines/review-request'), { recursive: true });
    await journeys('new', 'win-back');
    const { code, out } = await journeys('diff', '--against', 'first');
    expect(code).toBe(0);
    expect(out.split('\n')).toEqual([
      'abandoned-cart: the wait before the message reminder: 4 hours → 6 hours',
      'abandoned-cart: reminder (en), subject: “Your cart is still here” → “Your cart is waiting”',
      'abandoned-cart: reminder (ja): the text changed',
      'review-request: removed. Runs that are still inside will fail at their next message: let them finish first',
      'win-back: new: Describe in a sentence what the journey does for the customer.',
      'store.yaml changed: it applies to every journey',
      'the layout of every e-mail changed',
      '',
      'Customers who are past their first wait keep the steps and waits they began with. Texts, layout, settings and the events that',
      'end a journey come from the last deployment, for them too.',
    ]);
  });

  test('says the same in Japanese', async () => {
    edit('abandoned-cart/journey.yaml', 'wait: 4 hours', 'wait: 6 hours');
    edit('abandoned-cart/messages/reminder.en.md', 'Your cart is still here', 'Your cart is waiting');
    edit('abandoned-cart/messages/reminder.ja.md', 'お知らせいたします', 'ご案内いたします');
    edit('abandoned-cart/messages/reminder.ja.md', /^sms: .*\n/m, '');
    edit('store.yaml', '21:00', '20:00');
    edit('layout/lines.txt', /$/, '\n');
    rmSync(path.join(root, 'statemachines/review-request'), { recursive: true });
    rmSync(path.join(root, 'statemachines/post-purchase/messages/goes-with.en.md'));
    rmSync(path.join(root, 'statemachines/post-purchase/messages/goes-with.ja.md'));
    edit('post-purchase/journey.yaml', /- send: goes-with\n[\s\S]*$/, '- leave: 案内済み\n');
    await journeys('new', 'win-back', '--lang', 'ja');
    const { code, out } = await journeys('diff', '--against', 'first', '--lang', 'ja');
    expect(code).toBe(0);
    const lines = out.split('\n');
    expect(lines.flatMap(englishLeftIn)).toEqual([]);
    expect(lines).toEqual(
      expect.arrayContaining([
        'abandoned-cart：メッセージ「reminder」の前の待ち時間：4時間 → 6時間',
        'abandoned-cart：reminder (en) の件名：「Your cart is still here」 → 「Your cart is waiting」',
        'abandoned-cart：reminder (ja) の本文の変更',
        expect.stringMatching(/^abandoned-cart：reminder \(ja\) のSMS：「.*」 → なし$/),
        'post-purchase：削除：メッセージ「goes-with」',
        expect.stringContaining('post-purchase：文面の削除：goes-with (en)。'),
        expect.stringContaining('review-request：削除されています。'),
        expect.stringContaining('win-back：新規：'),
        'store.yaml の変更（すべてのジャーニーに適用されます）',
        'すべてのメールに共通のレイアウトの変更',
      ]),
    );
    const restored = await journeys('diff', 'abandoned-cart', '--against', 'first', '--lang', 'fr');
    expect(restored).toMatchObject({ code: 2, err: '--lang is "fr": it takes en or ja.' });
  });

  test('warns when a text is removed that runs may still have to send', async () => {
    edit('post-purchase/journey.yaml', /- send: goes-with\n[\s\S]*$/, '- leave: helped enough\n');
    for (const locale of ['en', 'ja'])
      rmSync(path.join(root, `statemachines/post-purchase/messages/goes-with.${locale}.md`));
    const { out } = await journeys('diff');
    expect(out).toContain('post-purchase: removed: the message goes-with\n');
    expect(out).toContain('post-purchase: text removed: goes-with (en). Runs that still have to send it will fail');
  });

  test('compares the named journeys only', async () => {
    edit('abandoned-cart/journey.yaml', 'wait: 4 hours', 'wait: 6 hours');
    expect((await journeys('diff', 'review-request')).out).toBe('Nothing changed since HEAD.');
    expect((await journeys('diff', 'abandoned-cart')).out).toContain('4 hours → 6 hours');
    const { code, err } = await journeys('diff', 'abandoned-car');
    expect({ code, err }).toEqual({
      code: 2,
      err: 'There is no journey "abandoned-car": did you mean "abandoned-cart"?',
    });
    expect((await journeys('diff', 'nope')).err.match(/review-request/g)).toHaveLength(1);
  });

  test.each(['nowhere', '--version'])('says that %s is no revision', async (revision) => {
    const { code, err } = await journeys('diff', `--against=${revision}`);
    expect(code).toBe(1);
    expect(err).toMatch(`git knows no revision "${revision}" here.`);
  });

  test('leaves nothing behind in the directory for temporary files', async () => {
    const left = () => readdirSync(tmpdir()).filter((name) => name.startsWith('aftercart-revision-'));
    const before = left();
    await journeys('diff');
    expect(left()).toEqual(before);
  });
});

describe('the command line', () => {
  test.each([
    [[], /COMMAND --help shows the options/],
    [['chek'], /Unknown command "chek": did you mean "check"\?/],
    [['check', 'now'], /"now" is unexpected/],
    [['explain', '--lang', 'fr'], /--lang is "fr": it takes en or ja\./],
    [['explain', 'abandoned-car'], /There is no journey "abandoned-car": did you mean "abandoned-cart"\?/],
    [['picture', '--output', 'x'], /Unknown option '--output'\. See --help\./],
    [['new'], /The new journey has no name/],
    [['new', 'win-back', '--purpose', 'spam'], /--purpose is "spam": it takes marketing or transactional\./],
  ])('%j makes no sense: exit code 2, and what to write instead', async (args, message) => {
    const { code, out, err } = await journeys(...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(message);
  });

  test.each([[], ['check'], ['explain'], ['picture'], ['transitions'], ['new'], ['diff']])(
    '"%s --help" says how it is used',
    async (...args) => {
      const { code, out } = await journeys(...args.filter((arg) => arg !== undefined), '--help');
      expect(code).toBe(0);
      expect(out).toContain(`npm run journeys -- ${args[0] ?? 'COMMAND'}`);
    },
  );

  test('gives its exit code and its output to its caller', () => {
    const run = (...args: readonly string[]) =>
      spawnSync(process.execPath, ['build/journeys-command.ts', ...args], { cwd: repository, encoding: 'utf8' });
    expect(run('explain', 'abandoned-cart')).toMatchObject({ status: 0, stderr: '' });
    expect(run('nonsense')).toMatchObject({ status: 2, stdout: '' });
  });
});

describe('start', () => {
  test('says what to do when there are no credentials', async () => {
    const events = mockClient(EventBridgeClient);
    events.onAnyCommand().rejects(Object.assign(new Error('Could not load'), { name: 'CredentialsProviderError' }));
    cpSync(path.join(statemachines, 'birthday'), path.join(root, 'statemachines/birthday'), { recursive: true });
    edit('birthday/journey.yaml', /starts:\n/, 'starts:\n  by hand: true\n');
    const answer = await journeys('start', 'birthday', '--customer', 'c-1');
    events.restore();
    expect(answer).toMatchObject({ code: 1, err: expect.stringContaining('sign in ("aws sso login")') });
  });

  test.each([
    [[], 2, 'Which journey? Give the name of its folder.'],
    [['abandoned-cart'], 2, "--customer is missing: give the store's own id of the customer."],
    [
      ['abandoned-crat', '--customer', 'c-1'],
      2,
      'There is no journey "abandoned-crat": did you mean "abandoned-cart"?',
    ],
    [['abandoned-cart', 'post-purchase', '--customer', 'c-1'], 2, '"post-purchase" is unexpected'],
    [['abandoned-cart', '--custmer', 'c-1'], 2, "Unknown option '--custmer'"],
    [['abandoned-cart', '--customer', 'c-1', '--stage', 'prd'], 2, 'There is no stage "prd" in infra/settings.ts'],
    [
      ['abandoned-cart', '--customer', 'c-1'],
      1,
      '"abandoned-cart" admits nobody by hand. Write "by hand: true" under its starts, and deploy.',
    ],
  ])('refuses %j with exit code %i', async (args, code, message) => {
    const answer = await journeys('start', ...args);
    expect(answer).toMatchObject({ code, out: '' });
    expect(answer.err).toContain(message);
  });

  test.each([
    [['--customer', 'x'.repeat(257)], 'the request would be refused.\n    detail.customer'],
    [['--customer', 'c-1', '--shop', 'another'], '    Source must be store.'],
    [['--customer', 'a', '--customer', 'b'], '--customer is given twice: which one is meant?'],
  ])('asks nobody for what the contract refuses: %j', async (args, message) => {
    const events = mockClient(EventBridgeClient);
    cpSync(path.join(statemachines, 'birthday'), path.join(root, 'statemachines/birthday'), { recursive: true });
    edit('birthday/journey.yaml', /starts:\n/, 'starts:\n  by hand: true\n');
    const answer = await journeys('start', 'birthday', ...args);
    expect([answer.code, events.calls().length]).toEqual([2, 0]);
    expect(answer.err).toContain(message);
    events.restore();
  });

  test('tells how it is used', async () => {
    expect((await journeys('start', '--help')).out).toContain('AWS_ENDPOINT_URL');
  });
});

describe('segments.yaml', () => {
  test('is checked with the journeys that name its segments', async () => {
    const file = path.join(root, 'statemachines/segments.yaml');
    writeFileSync(file, 'segments:\n  loyal: { orders: { cuont: [3] } }\n');
    edit('post-purchase/journey.yaml', /starts:\n/, 'starts:\n  if: { segments: { loyl: [true] } }\n');
    const { code, err } = await journeys('check');
    expect(code).toBe(1);
    expect(err).toContain('segments.yaml:2:22 "cuont" is nothing that is known of orders: did you mean "count"?');
    expect(err).toContain('unknown segment "loyl"');
  });
});
