import { describe, expect, it } from 'vitest';
import type { Json } from '../../../local/aws/json.ts';
import type { Mail, Text } from '../../../local/aws/outbox.ts';
import type { PageSource } from '../../../local/aws/runtime.ts';
import { outboxPages } from '../../../local/demo/outbox/pages.ts';
import { encodeWord } from '../../../src/channels/email/sender.ts';
import { pageSource } from './page-source.fixture.ts';

const at = Date.UTC(2026, 2, 1, 15, 30);

const mail = (over: Partial<Mail> = {}): Mail => ({
  channel: 'email',
  id: 'mail-1',
  at,
  to: 'ann@example.com',
  from: 'shop@example.com',
  subject: 'Your cart',
  html: '<html><head><title>x</title></head><body><p>Hello</p></body></html>',
  text: 'Hello',
  headers: [{ name: 'List-Unsubscribe', value: '<https://example.com/u>' }],
  replyTo: [],
  tags: { customer: 'c1', journey: 'abandoned-cart', step: 'reminder', purpose: 'marketing' },
  events: [{ kind: 'bounce', at }],
  ...over,
});

const text: Text = {
  channel: 'sms',
  id: 'text-1',
  at,
  to: '+819012345678',
  from: 'SHOP',
  body: '発送しました',
  messageType: 'TRANSACTIONAL',
  segments: 1,
  tags: { customer: 'c1' },
  events: [],
};

const profile = {
  customer: 'c1',
  name: '花子',
  locale: 'ja',
  timeZone: 'Asia/Tokyo',
  identities: { email: 'hanako@example.com' },
};

const ledger = (over: object): Json => ({
  pk: 'C#c1',
  sk: '4#message#m',
  value: {
    key: 'm',
    customer: 'c1',
    journey: 'welcome',
    step: 'first',
    due: at,
    at,
    outcome: 'skipped',
    reason: 'no-consent',
    ...over,
  },
});

async function open(url: string, messages: (Mail | Text)[], items: Json[] = [], headers: Record<string, string> = {}) {
  const known = [{ pk: 'C#c1', value: profile }, ...items];
  const read: PageSource['read'] = async (pk) => known.find((item) => item.pk === pk);
  const source = pageSource({ now: at, messages, items, over: { read } });
  const answer = await outboxPages(source)({ method: 'GET', url, headers, body: Buffer.alloc(0) });
  return { status: answer?.status, body: answer?.body ?? '', headers: answer?.headers ?? {} };
}

describe('the outbox page', () => {
  it('shows the sender as mail programs do, whatever it is written in', async () => {
    const name = encodeWord('アフターカート・デモストア・とても長い名前の本店');
    const { body } = await open('/outbox/messages/mail-1', [mail({ from: `${name} <hello@shop.example>` })]);
    expect(body).toContain('<dd>アフターカート・デモストア・とても長い名前の本店 &lt;hello@shop.example&gt;</dd>');
    const quoted = await open('/outbox/messages/mail-1', [mail({ from: '"The \\"Shop\\", Ltd." <a@shop.example>' })]);
    expect(quoted.body).toContain('<dd>The &quot;Shop&quot;, Ltd. &lt;a@shop.example&gt;</dd>');
  });

  it('lists messages with the time in the customer’s zone, newest first', async () => {
    const { body } = await open('/outbox?view=sent&lang=en', [mail(), text]);
    expect(body).toContain('Mon, 2 Mar 2026, 00:30<small>Tokyo</small>');
    expect(body.indexOf('発送しました')).toBeLessThan(body.indexOf('Your cart'));
    expect(body).toContain('bounced');
  });

  it('tells the time of customers without a zone by their country’s clock, else by the store’s, as the product does', async () => {
    const country = { pk: 'C#c3', value: { identities: { email: 'ben@example.com' }, country: 'GB' } };
    const tags = { ...mail().tags, customer: 'c3' };
    const messages = [mail({ id: 'mail-3', tags }), mail({ id: 'mail-4', tags: { ...tags, customer: 'c4' } })];
    const { body } = await open('/outbox?view=sent&lang=en', messages, [country]);
    expect(body).toContain('<td class="time">Sun, 1 Mar 2026, 15:30<small>London</small></td>');
    expect(body).toContain('<td class="time">Sun, 1 Mar 2026, 10:30<small>Toronto</small></td>');
    expect(body).not.toContain('UTC');
  });

  it.each([
    [
      'en',
      'The journey began on Sun 1 Mar 2026, 22:30: the cart was changed. The customer had agreed to advertising, and it was 00:30 on their clock (Tokyo time, taken from the phone number’s region): outside the quiet hours from 01:00 to 08:00. This is the channel that its step prefers.',
    ],
    [
      'ja',
      '2026年3月1日（日）22:30にカートの内容が変わったため、ジャーニーが始まりました。販促のご案内に同意をいただいており、お客様の現地時刻の00:30（東京時間、電話番号の地域から判断）は、販促のご案内を控える時間帯（01:00から08:00まで）の外でした。このステップで優先するチャネルです。',
    ],
  ])(
    'says beside a message, and in its customer’s timeline, why it went then and by its channel: %s',
    async (language, why) => {
      const basis = {
        version: '0123abcd',
        event: { on: 'cart.updated', at: at - 7_200_000 },
        zone: 'Asia/Tokyo',
        zoneFrom: 'phone',
        setting: { name: 'quiet hours', value: '01:00–08:00' },
      };
      const line = ledger({ outcome: 'sent', reason: undefined, channel: 'email', purpose: 'marketing', basis });
      const sent = mail({ tags: { ...mail().tags, message: 'm' } });
      const person = { pk: 'C#c1', sk: '1#profile', value: profile };
      expect((await open(`/outbox/messages/mail-1?lang=${language}`, [sent], [person, line])).body).toContain(why);
      expect((await open(`/outbox/customers/c1?lang=${language}`, [sent], [person, line])).body).toContain(why);
    },
  );

  it('speaks Japanese and English, by choice or by what the browser prefers', async () => {
    expect((await open('/outbox?lang=ja', [mail()])).body).toContain('送信済み');
    expect((await open('/outbox', [mail()], [], { 'accept-language': 'ja,en;q=0.5' })).body).toContain('お客様');
    expect((await open('/outbox?lang=en', [mail()], [], { 'accept-language': 'ja' })).body).toContain('Not sent');
  });

  it('escapes whatever a message holds', async () => {
    const evil = mail({ subject: '<script>alert(1)</script>', to: '"><img src=x>@example.com' });
    for (const url of [
      '/outbox?view=sent',
      '/outbox/messages/mail-1',
      '/outbox/messages/mail-1?part=headers',
      '/outbox?view=sent&q="><b>',
    ]) {
      const { body, headers } = await open(url, [evil]);
      expect(body).not.toMatch(/<script>|<img|<b>/);
      expect(headers['content-security-policy']).toContain("default-src 'none'");
    }
  });

  it('finds messages by address, journey or subject', async () => {
    const messages = [mail(), mail({ id: 'mail-2', to: 'bob@example.com', subject: 'Other' })];
    const { body } = await open('/outbox?view=sent&q=BOB', messages);
    expect(body).toContain('Other');
    expect(body).not.toContain('Your cart');
  });

  it('says that a search finds nothing, rather than that there is nothing', async () => {
    const nothing = 'Nothing fits this search.';
    expect((await open('/outbox?view=sent&lang=en&q=zzz', [mail()])).body).toContain(nothing);
    const unsent = await open('/outbox?lang=en&view=unsent&journey=win-back', [], [ledger({})]);
    expect(unsent.body).toContain(nothing);
    expect((await open('/outbox?lang=en&view=unsent', [])).body).toContain(
      'Every message that was due so far has been sent.',
    );
    expect((await open('/outbox?lang=ja&view=customers', [])).body).toContain('まだお客様はいません。');
  });

  it('shows a hundred of two thousand messages at a time', async () => {
    const many = Array.from({ length: 2000 }, (_, index) => mail({ id: `mail-${index}` }));
    const { body } = await open('/outbox?view=sent&page=19&lang=en', many);
    expect(body.match(/href="\/outbox\/messages/g)).toHaveLength(100);
    expect(body).toContain('20 / 20');
    expect(body).not.toContain('Older →');
  });

  it('shows a mail in a frame without scripts, whose links open elsewhere', async () => {
    const page = await open('/outbox/messages/mail-1', [mail()]);
    expect(page.body).toMatch(/<iframe[^>]*src="\/outbox\/messages\/mail-1\/html"[^>]*sandbox="[^"]*allow-popups/s);
    expect(page.body).not.toContain('allow-scripts');
    const frame = await open('/outbox/messages/mail-1/html', [mail()]);
    expect(frame.body).toContain('<head><base target="_blank"><title>');
    expect(frame.headers['content-security-policy']).toContain('sandbox');
    expect(frame.headers['content-security-policy']).not.toContain('allow-scripts');
  });

  it('shows the plain text, the headers, and a text message as such', async () => {
    expect((await open('/outbox/messages/mail-1?part=text', [mail()])).body).toContain(
      '<pre class="plain">Hello</pre>',
    );
    expect((await open('/outbox/messages/mail-1?part=headers', [mail()])).body).toContain(
      '&lt;https://example.com/u&gt;',
    );
    expect((await open('/outbox/messages/text-1', [text])).body).toContain('<p class="bubble">発送しました</p>');
    expect((await open('/outbox/messages/none', [])).status).toBe(404);
  });

  it('lists what was not sent, each with its one reason', async () => {
    const items = [
      ledger({}),
      ledger({ outcome: 'held', reason: 'quiet-hours', until: at + 7 * 3_600_000 }),
      ledger({ outcome: 'sent', reason: undefined, step: 'gone-out' }),
      { pk: 'C#c1', sk: '1#profile', value: profile },
    ];
    const { body } = await open('/outbox?view=unsent&lang=en', [], items);
    expect(body).toContain('no consent');
    expect(body).toContain('It is tried again on Mon 2 Mar 2026, 07:30.');
    expect(body).toContain('hanako@example.com');
    expect(body).not.toContain('gone-out');
    const found = async (query: string) =>
      (await open(`/outbox?view=unsent&lang=en&${query}`, [], items)).body.includes('hanako@example.com');
    expect([await found('q=HANAKO'), await found('q=taro'), await found('journey=win-back')]).toEqual([
      true,
      false,
      false,
    ]);
    expect([await found('locale=ja'), await found('locale=en')]).toEqual([true, false]);
  });

  it('names the variant that went, in the list, in the message, and among those that did not go', async () => {
    const tags = { customer: 'c1', journey: 'welcome', step: 'hello', variant: 'hello-short' };
    for (const url of ['/outbox', '/outbox?view=sent&q=hello-short', '/outbox/messages/mail-1']) {
      expect((await open(url, [mail({ tags })])).body).toContain('hello (hello-short)');
    }
    const item = ledger({ step: 'hello', message: 'hello-short', reason: 'condition' });
    const { body } = await open('/outbox?view=unsent&lang=en', [], [item]);
    expect(body).toContain('hello (hello-short)');
    expect(body).toContain('its condition does not hold');
  });

  it('knows the step of a text message by its key, for that is all its context tells', async () => {
    const tags = { customer: 'c1', journey: 'welcome', message: 'welcome-0-1_hello' };
    expect((await open('/outbox/messages/text-1', [{ ...text, tags }])).body).toContain('welcome · hello');
  });

  it('narrows the list by journey, channel and language', async () => {
    const japanese = mail({ id: 'mail-2', subject: 'カート', html: '<html lang="ja"><body></body></html>' });
    const shown = async (query: string) => {
      const { body } = await open(`/outbox?view=sent&lang=en&${query}`, [mail(), japanese, text]);
      return [...body.matchAll(/\/outbox\/messages\/([^?]+)/g)].map(([, id]) => id);
    };
    expect(await shown('channel=sms')).toEqual(['text-1']);
    expect(await shown('locale=ja')).toEqual(['text-1', 'mail-2']);
    expect(await shown('journey=abandoned-cart&locale=en')).toEqual(['mail-1']);
    expect((await open('/outbox?view=sent&lang=en&channel=sms', [mail(), text])).body).toContain('1 message sent');
  });

  it('opens on one of each message in both languages, the richest one to a customer with a name', async () => {
    const longer = mail({ id: 'mail-2', html: `${mail().html}<p>more</p>` });
    const japanese = mail({ id: 'mail-3', html: '<html lang="ja"></html>' });
    const nameless = mail({
      id: 'mail-4',
      html: `${longer.html}<p>and more</p>`,
      tags: { ...mail().tags, customer: 'c9' },
    });
    const { body } = await open('/outbox?lang=en', [mail(), longer, japanese, nameless]);
    expect([...body.matchAll(/<iframe src="\/outbox\/messages\/([^/]+)/g)].map(([, id]) => id)).toEqual([
      'mail-2',
      'mail-3',
    ]);
    expect(body).toContain('<h2>Abandoned cart');
    expect((await open('/outbox?lang=en', [mail()])).body).toContain('Japanese: not sent in this play');
  });

  it('leads from a message to the one before and the one after', async () => {
    const three = [1, 2, 3].map((nth) => mail({ id: `mail-${nth}` }));
    const { body } = await open('/outbox/messages/mail-2?lang=en', three);
    const steps = body.slice(
      body.indexOf('class="neighbours"'),
      body.indexOf('</nav>', body.indexOf('class="neighbours"')),
    );
    expect([...steps.matchAll(/messages\/([^?]+)/g)].map(([, id]) => id)).toEqual(['mail-3', 'mail-1']);
  });

  it('shows a mail as by day or by night, whatever the device prefers', async () => {
    const html = '<html><head><style>@media (prefers-color-scheme: dark) { p { color: #fff } }</style></head></html>';
    const shown = async (query: string) => (await open(`/outbox/messages/mail-1/html${query}`, [mail({ html })])).body;
    expect(await shown('')).toContain('@media (prefers-color-scheme: dark)');
    expect(await shown('?scheme=dark')).toContain('@media all');
    expect(await shown('?scheme=light')).toContain('@media not all');
  });

  it('leads the links to the demo shop and its carrier to their pages on this machine', async () => {
    const html = [
      '<a href="https://shop.example.com/orders/1#review">1</a>',
      '<a href="https://parcels.example.com/p">2</a>',
      '<a href="https://shop.example.com.evil.example/">3</a>',
    ].join('');
    const { body } = await open('/outbox/messages/mail-1/html', [mail({ html })]);
    expect(body).toContain('href="/shop/orders/1?message=mail-1#review"');
    expect(body).toContain('href="/parcels/p?message=mail-1"');
    expect(body).toContain('href="https://shop.example.com.evil.example/"');
  });

  it('is where the root leads', async () => {
    expect(await open('/', [])).toMatchObject({ status: 302, headers: { location: '/outbox' } });
  });
});

describe('the outbox for programs, /outbox.json', () => {
  const reminder = mail({ at: at - 60_000 });
  const order = mail({
    id: 'mail-2',
    to: 'ben@example.com',
    subject: 'Thank you',
    tags: { customer: 'c2', journey: 'post-purchase', step: 'thanks', purpose: 'transactional' },
    events: [],
  });
  const read = async (query: string, items: Json[] = []) => {
    const { status, body } = await open(`/outbox.json${query}`, [reminder, order, text], items);
    return { status, ...JSON.parse(body) };
  };
  const ids = async (query: string) => (await read(query)).messages.map(({ id }: Json) => id);

  it('tells of every message what it was, to whom, when, and what became of it; newest first', async () => {
    const { now, total, messages } = await read('');
    expect([now, total]).toEqual(['2026-03-01T15:30:00.000Z', 3]);
    expect(messages.map(({ id }: Json) => id)).toEqual(['text-1', 'mail-2', 'mail-1']);
    expect(messages[2]).toEqual({
      id: 'mail-1',
      time: '2026-03-01T15:29:00.000Z',
      channel: 'email',
      from: 'shop@example.com',
      address: 'ann@example.com',
      customer: 'c1',
      journey: 'abandoned-cart',
      step: 'reminder',
      purpose: 'marketing',
      subject: 'Your cart',
      html: reminder.html,
      text: 'Hello',
      headers: reminder.headers,
      outcome: 'bounce',
      reports: [{ kind: 'bounce', time: '2026-03-01T15:30:00.000Z' }],
    });
    expect(messages[0]).toMatchObject({ channel: 'sms', text: '発送しました', segments: 1, outcome: 'sent' });
  });

  it.each([
    ['?q=thank', ['mail-2']],
    ['?q=BEN@', ['mail-2']],
    ['?address=ann@example.com', ['mail-1']],
    ['?address=%20Ann@Example.com', ['mail-1']],
    ['?address=ann', []],
    ['?journey=post-purchase&step=thanks', ['mail-2']],
    ['?channel=sms', ['text-1']],
    ['?since=2026-03-01T15:30:00Z', ['text-1', 'mail-2']],
    ['?limit=1', ['text-1']],
  ])('%s leads to %j', async (query, expected) => {
    expect(await ids(query)).toEqual(expected);
  });

  it('tells with view=unsent what was not sent, and why', async () => {
    const { total, messages } = await read('?view=unsent&address=hanako@example.com&q=no-consent', [ledger({})]);
    expect([total, messages]).toEqual([
      1,
      [
        {
          due: '2026-03-01T15:30:00.000Z',
          address: 'hanako@example.com',
          key: 'm',
          customer: 'c1',
          journey: 'welcome',
          step: 'first',
          outcome: 'skipped',
          reason: 'no-consent',
        },
      ],
    ]);
    expect((await read('?view=unsent&address=ann@example.com', [ledger({})])).total).toBe(0);
  });

  it.each([
    ['?adress=ann', 'There is no parameter adress: there are q, view, channel, address'],
    ['?view=all', 'view is sent, unsent or refused.'],
    ['?channel=fax', 'channel is email or sms.'],
    ['?since=now', 'since is an ISO 8601 time.'],
    ['?limit=0', 'limit is a whole number from 1 to 1000.'],
  ])('refuses %s', async (query, problem) => {
    const { status, error } = await read(query);
    expect([status, error]).toEqual([400, expect.stringContaining(problem)]);
  });

  it('lets no other site’s page read it', async () => {
    const { headers } = await open('/outbox.json', [mail()]);
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
  });
});
