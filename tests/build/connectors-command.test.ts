import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { problemLine } from '../../build/connectors/problems.ts';
import { main } from '../../build/connectors-command.ts';
import { connectPage } from '../../build/docs/connect.ts';
import { eventsExample as example } from '../../src/connectors/events/example.ts';
import { setUpOf } from '../../src/connectors/set-ups.ts';
import { englishLeftIn } from '../mistakes/english-left.ts';

const folder = mkdtempSync(join(tmpdir(), 'deliveries-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

async function run(...args: readonly string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const root = resolve(import.meta.dirname, '../..');
  const shell = { root, print: (text: string) => out.push(text), printError: (text: string) => err.push(text) };
  return { code: await main(args, shell), out, err: err.join('\n') };
}

describe('npm run connectors -- try', () => {
  it('prints the events of a delivery as JSON lines', async () => {
    const { code, out } = await run('try', 'events', file('batch.json', example));
    expect(code).toBe(0);
    expect(out.map((line) => JSON.parse(line).type)).toEqual(['order.placed', 'shipment.dispatched']);
  });

  it('says by field what would be refused, never what it holds, and ends with 1', async () => {
    const detail = { ...example.events[0].detail, occurredAt: 'secret-value' };
    const { code, out, err } = await run('try', 'events', file('bad.json', { type: 'order.placed', detail }));
    expect([code, out]).toEqual([1, []]);
    expect(err).toContain('detail.occurredAt');
    expect(err).not.toContain('secret-value');
  });

  it('says in Japanese what is wrong with a field, whether the contract, the body or the connector says so', async () => {
    const wrong = { type: 'order.placed', detail: { ...example.events[0].detail, occurredAt: 'now', customer: {} } };
    const order = { id: 12, created_at: '2026-01-01T00:00:00Z', updated_at: '2026-01-01T00:00:00Z', currency: 'JPY' };
    const shopify = (body: object) => ['shopify', file('order.json', body), '--topic', 'orders/create'];
    for (const args of [
      ['events', file('bad.json', wrong)],
      ['events', file('none.json', { events: [] })],
      shopify({ ...order, total_price: { no: 'text' } }),
      shopify({ ...order, total_price: '12', line_items: [] }),
    ]) {
      const { err } = await run('try', ...args, '--lang', 'ja');
      expect(err).toMatch(/[ぁ-ん]/);
      expect(err).not.toMatch(/ (?:is|are|has|have|must|needs|does|cannot) /);
    }
  });

  it('knows the Japanese of every problem that a connector words itself', () => {
    const dir = resolve(import.meta.dirname, '../../src/connectors');
    const sources = readdirSync(dir, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.startsWith('files') && !name.endsWith('config.ts'))
      .map((name) => readFileSync(join(dir, name), 'utf8'));
    const problems = sources.flatMap((source) =>
      [...source.matchAll(/\b(?:problem(?: =|:)|oneEvent =)\s+['`]([^'`]+)['`]/g)].map(([, text = '']) =>
        text.replaceAll(/\$\{[^}]*\}/g, '12'),
      ),
    );
    expect(problems.length).toBeGreaterThan(12);
    for (const problem of problems) {
      const line = problemLine({ path: 'x', problem }, 'ja');
      expect(line).toMatch(/^x [ぁ-ん]/);
      expect(englishLeftIn(line), line).toEqual([]);
    }
  });

  it('says in either language that a topic is unknown', async () => {
    const path = file('odd.json', { type: 'order.enlarged', detail: {} });
    expect((await run('try', 'events', path)).err).toBe('unknown topic: -');
    expect((await run('try', 'events', path, '--lang', 'ja')).err).toBe('不明なトピック: -');
  });

  it('asks for the topic, or the headers, of a platform that names it there, and corrects a misspelt one', async () => {
    const path = file('order.json', { id: 1 });
    const [en, ja] = [await run('try', 'shopify', path), await run('try', 'shopify', path, '--lang', 'ja')];
    expect(en.err).toMatch(
      /^The delivery does not say its topic\. Name it with --topic, such as "--topic [a-z_]+\/\w+"/,
    );
    for (const { err } of [en, ja]) expect(err).toMatch(/--topic [a-z_]+\/.*"?--headers FILE/);
    expect(ja.err).toMatch(/^通知のトピックが分かりません。/);
    const misspelt = ['try', 'shopify', path, '--topic', 'order/create'];
    expect((await run(...misspelt)).err).toBe('unknown topic: order/create (did you mean "orders/create"?)');
    expect((await run('try', 'woocommerce', path, '--topic', 'order.creatd')).err).toContain(
      'did you mean "order.created"?',
    );
    const inJapanese = await run(...misspelt, '--lang', 'ja');
    expect(inJapanese.err).toBe('不明なトピック: order/create（「orders/create」の間違いではありませんか）');
  });

  it.each([
    [['try'], 2, 'Which connector?'],
    [['try', 'shopfy', 'x'], 2, 'There is no connector "shopfy"'],
    [['try', 'events'], 2, 'Which file?'],
    [['try', 'events', 'nowhere.json'], 1, 'nowhere.json cannot be read'],
    [['secret', 'events'], 2, 'Give --new or --from FILE.'],
    [['status', '--stage', 'none'], 2, 'There is no stage "none"'],
  ] as const)('%j ends with %i and says %s', async (args, code, said) => {
    const ended = await run(...args);
    expect(ended.code).toBe(code);
    expect(ended.err).toContain(said);
  });

  it('corrects a misspelt platform in one sentence, in either language', async () => {
    expect((await run('try', 'ec-cubes', 'x')).err).toBe('There is no connector "ec-cubes": did you mean "ec-cube"?');
    expect((await run('try', 'ec-cubes', 'x', '--lang', 'ja')).err).toBe(
      'コネクター「ec-cubes」はありません。「ec-cube」の間違いではありませんか。',
    );
  });

  it('takes a whole message of the queue, and says in either language what is none', async () => {
    const letter = { connector: 'events', way: 'http', headers: {}, body: example, receivedAt: 1 };
    const { code, out } = await run('try', '--letter', file('letter.json', letter));
    expect([code, out.length]).toEqual([0, 2]);
    const other = file('other.json', {});
    expect(await run('try', '--letter', other)).toMatchObject({ code: 1, err: expect.stringContaining('"connector"') });
    expect((await run('try', '--letter', other, '--lang', 'ja')).err).toContain('キューの通知ではありません');
  });

  it.each([[[]], [['--letter']]])(
    'takes an event of a partner event bus, also as the queue holds it: %j',
    async (letter) => {
      const metadata = { 'X-Shopify-Topic': 'orders/create', 'X-Shopify-Shop-Domain': 'shop.example.com' };
      const envelope = {
        ...{ version: '0', id: 'e-1', 'detail-type': 'shopifyWebhook', time: '2026-11-20T06:00:03Z' },
        source: 'aws.partner/shopify.com/1/hooks',
        detail: { payload: setUpOf('shopify').example.body, metadata },
      };
      const path = file('envelope.json', envelope);
      const { code, out } = await run('try', ...(letter.length > 0 ? letter : ['shopify']), path);
      expect([code, out.map((line) => JSON.parse(line).type)]).toEqual([0, ['order.placed']]);
    },
  );

  it('opens Stripe’s event of EventBridge as it takes the bare one', async () => {
    const { body } = setUpOf('stripe').example;
    const envelope = { source: 'aws.partner/stripe.com/ed_1', 'detail-type': 'any', time: '', detail: body };
    const bare = await run('try', 'stripe', file('bare.json', body));
    expect(bare.err).not.toBe('');
    expect(await run('try', 'stripe', file('stripe.json', envelope))).toEqual(bare);
  });

  it.each(['en', 'ja'])('works as docs/connect.md prints it for each platform (%s)', async (language) => {
    const page = connectPage();
    const [english = '', japanese = ''] = page.split('# ショップの接続');
    const lines = (language === 'en' ? english : japanese).matchAll(
      /`npm run connectors -- (try \S+ FILE --topic [a-z][^`]*)`/g,
    );
    const commands = [...lines].map(([, command = '']) => command.split(' '));
    expect(commands.map(([, name]) => name)).toEqual(['shopify', 'woocommerce', 'saleor']);
    for (const [, name = '', , ...topic] of commands) {
      const { code, out } = await run('try', name, file('body.json', setUpOf(name).example.body), ...topic);
      expect([name, code, out.length]).toEqual([name, 0, expect.toSatisfy((events: number) => events > 0)]);
    }
  });

  it('says in its help which platforms need --topic', async () => {
    for (const lang of ['en', 'ja'])
      expect((await run('try', '--help', '--lang', lang)).out.join('\n')).toMatch(
        /--topic TOPIC .*shopify.*woocommerce.*saleor/,
      );
  });

  it('names the line and column of what is no JSON', async () => {
    const { code, err } = await run('try', 'events', file('broken.json', '{\n  "type" "x"}'));
    expect([code, err]).toEqual([1, expect.stringContaining('line 2, column 10')]);
  });
});

it('npm run connectors -- list shows connectors, and the topics of one', async () => {
  expect((await run('list')).out.join()).toContain('events');
  expect((await run('list', 'events')).out.join()).toContain('shipment.delivered');
});
