import { describe, expect, it } from 'vitest';
import { parseStoreEvent } from '../../src/commerce/reading/read-event.ts';
import type { SurveyAnswered } from '../../src/engine/ports.ts';
import { type SurveyRequest, takeSurvey } from '../../src/engine/take-survey.ts';
import { readSurveyToken } from '../../src/links/survey.ts';
import { RetryableError } from '../../src/model/errors.ts';
import type { RunInput } from '../../src/model/run-input.ts';
import type { MessageContext } from '../../src/templates/context.ts';
import { settings } from '../fixtures/catalogue.ts';
import { busEvent, intake, shopper } from '../fixtures/events.ts';
import { World } from './world.ts';

const orderAt = '2026-03-02T09:00:00Z';
const asks = '2026-03-03T10:00:00Z';

/** A customer who was sent a message about an order, and the page behind the link that it may show. */
class Asked extends World {
  readonly failures: Error[] = [];
  #input: RunInput | undefined;
  token = '';

  async open(customer: Record<string, unknown> = shopper): Promise<this> {
    let shown: MessageContext | undefined;
    this.overrides = {
      render: (_journey, _message, _locale, context) => {
        shown = context;
        return { subject: '', preheader: '', html: '', text: '' };
      },
    };
    this.#input = await this.at(orderAt).enter('order-journey', busEvent('order.placed', orderAt, { customer }));
    await this.at(asks).deliver(this.#input, { id: 'thanks' });
    this.token = new URL(shown?.links.survey ?? expect.fail('no link was given')).searchParams.get('t') ?? '';
    return this;
  }

  get input(): RunInput {
    return this.#input ?? expect.fail('nobody was asked');
  }

  get(score?: string, more: Partial<SurveyRequest> = {}) {
    return this.request({ method: 'GET', score, ...more });
  }

  /** Posts the form, and lets the answer come in as the bus would. */
  async post(score: string | undefined, comment?: string, more: Partial<SurveyRequest> = {}) {
    const before = this.answers.length;
    const page = await this.request({ method: 'POST', score, comment, ...more });
    for (const detail of this.answers.slice(before)) {
      await this.ingest({ source: `store.${detail.shop}`, 'detail-type': 'survey.answered', detail });
    }
    return page;
  }

  request(request: Pick<SurveyRequest, 'method'> & Partial<SurveyRequest>) {
    const { stores, keys } = this;
    const publishAnswer = async (detail: SurveyAnswered) => {
      this.bus({ type: 'survey.answered', detail: { ...detail, journey: '', run: '', step: '', version: 1 } });
      this.answers.push(detail);
    };
    const failed = (error: Error) => void this.failures.push(error);
    return takeSurvey(
      { token: this.token, language: undefined, ...request },
      { stores, keys, settings, clock: () => this.now, publishAnswer, failed },
    );
  }

  async facts() {
    const history = await this.stores.customers.load(this.input.customer);
    return history?.facts.filter(({ kind }) => kind === 'survey');
  }
}

const japanese = { ...shopper, locale: 'ja' };

describe('take-survey', () => {
  it('shows the eleven scores on GET, the clicked one chosen, and changes nothing', async () => {
    const asked = await new Asked().open();
    const { status, html } = await asked.get('7');
    expect(status).toBe(200);
    expect(html.match(/type="radio"/g)).toHaveLength(11);
    expect(html.match(/value="(\d+)"[^>]* checked/g)).toEqual(['value="7" required checked']);
    expect(html).toContain('How was it?');
    expect(html).toContain('Demo Store');
    expect([asked.answers, await asked.facts()]).toEqual([[], []]);
  });

  it.each([undefined, '', '11', '-1', '7.5', '07', '1e1', '５', 'seven', '7,8'])(
    'chooses no score on GET for %j',
    async (score) => {
      const asked = await new Asked().open();
      const { status, html } = await asked.get(score);
      expect([status, html.includes(' checked')]).toEqual([200, false]);
    },
  );

  it('speaks the language of the message, and knows nobody by name', async () => {
    const asked = await new Asked().open({ ...japanese, name: '顧客' });
    const { html } = await asked.get('3');
    expect(html).toContain('<html lang="ja">');
    for (const words of ['いかがでしたか', 'デモストア', '0 = とても不満', '10 = とても満足'])
      expect(html).toContain(words);
    expect(html).not.toMatch(/顧客|shopper@/);
  });

  it('puts the answer on the bus as the store would, and says thanks', async () => {
    const asked = await new Asked().open();
    const page = await asked.post('9', ' Fast.\r\nAnd kind. ');
    expect(page).toMatchObject({ status: 200, html: expect.stringContaining('Thank you for your answer.') });
    expect(page.html).toContain('9 out of 10');
    expect(asked.answers).toEqual([
      {
        version: 1,
        id: expect.stringMatching(/^answer-[0-9a-f]{24}$/),
        occurredAt: asks,
        shop: 'demo',
        customer: { id: 'c-1' },
        survey: { id: asked.input.run, score: 9, comment: 'Fast.\nAnd kind.' },
        order: { id: 'o-1' },
      },
    ]);
    const event = { 'detail-type': 'survey.answered', detail: asked.answers[0] };
    expect(parseStoreEvent(event, intake)).toMatchObject({ type: 'survey.answered', test: false });
    expect(await asked.facts()).toMatchObject([{ score: 9, comment: 'Fast.\nAnd kind.', order: 'o-1' }]);
  });

  it.each(['0', '10'])('takes a score of %s without a word why', async (score) => {
    const asked = await new Asked().open();
    expect(await asked.post(score, ' \n ')).toMatchObject({ status: 200 });
    expect(asked.answers.map(({ survey }) => survey)).toEqual([{ id: asked.input.run, score: Number(score) }]);
  });

  it('takes the same answer once, however often it is sent', async () => {
    const asked = await new Asked().open();
    for (let i = 0; i < 3; i += 1) {
      expect(await asked.post('9', 'Fast.')).toMatchObject({ status: 200 });
      asked.now += 60_000;
    }
    expect(asked.answers).toHaveLength(1);
  });

  it('makes one event of a double click, even before the first is taken in', async () => {
    const asked = await new Asked().open();
    const click = () => asked.request({ method: 'POST', score: '9', comment: 'Fast.' });
    await Promise.all([click(), click()]);
    expect(asked.answers).toHaveLength(2);
    expect(asked.answers[1]).toEqual(asked.answers[0]);
    await asked.request({ method: 'POST', score: '9', comment: 'Slow.' });
    expect(asked.answers[2]?.id).not.toBe(asked.answers[0]?.id);
  });

  it('lets the last answer hold, and one word more is another answer', async () => {
    const asked = await new Asked().open();
    await asked.post('9', 'Fast.');
    asked.at('2026-03-03T11:00:00Z');
    await asked.post('2', 'It broke.');
    expect(await asked.facts()).toMatchObject([{ score: 2, comment: 'It broke.' }]);
    asked.at('2026-03-03T12:00:00Z');
    await asked.post('2', 'It broke again.');
    expect(await asked.facts()).toMatchObject([{ score: 2, comment: 'It broke again.' }]);
  });

  it('follows a customer who turned out to be another one', async () => {
    const asked = await new Asked().open({ anonymousId: 'b', email: 'guest@example.com' });
    await asked.ingest(busEvent('customer.updated', orderAt, { customer: { id: 'c-9' } }));
    await asked.ingest(
      busEvent('customer.updated', asks, { customer: { id: 'c-9', email: 'guest@example.com', verified: ['email'] } }),
    );
    await asked.post('4');
    const { customer } = asked.answers[0] ?? expect.fail('nothing was put on the bus');
    expect(customer).toEqual({ id: 'c-9' });
    expect(await asked.facts()).toMatchObject([{ score: 4, order: 'o-1' }]);
  });
});

describe('take-survey takes nothing', () => {
  it.each(['HEAD', 'OPTIONS', 'PUT', 'PATCH', 'DELETE', 'post', ''])(
    'of %s, and answers it as it does GET',
    async (method) => {
      const asked = await new Asked().open();
      const request = { score: '9', comment: 'Good.' };
      expect(await asked.request({ method, ...request })).toEqual(await asked.get('9', { comment: 'Good.' }));
      expect([asked.answers, await asked.facts()]).toEqual([[], []]);
    },
  );

  it.each([undefined, '', '11', '-1', 'seven'])('of a form whose score is %j, and asks again', async (score) => {
    const asked = await new Asked().open();
    const page = await asked.post(score, 'My words');
    expect(page).toMatchObject({ status: 400, html: expect.stringContaining('Please choose a number from 0 to 10.') });
    expect(page.html).toContain('My words</textarea>');
    expect(asked.answers).toEqual([]);
  });

  it('of a comment that is too long, and gives back what fits', async () => {
    const asked = await new Asked().open(japanese);
    const page = await asked.post('9', `${'あ'.repeat(999)}😀`);
    expect(page).toMatchObject({ status: 400, html: expect.stringContaining('1,000文字を超えた部分は省きました') });
    expect(page.html).toContain(`${'あ'.repeat(999)}</textarea>`);
    expect(page.html).toContain('value="9" required checked');
    expect(asked.answers).toEqual([]);
    expect(await asked.post('9', 'あ'.repeat(1000))).toMatchObject({ status: 200 });
  });

  it('of a link that is missing, forged or changed, and says so in the browser’s language', async () => {
    const asked = await new Asked().open();
    const stranger = [...asked.token.split('.')].map((part, at) => (at === 1 ? '0'.repeat(24) : part)).join('.');
    for (const token of [undefined, '', 'x', `${asked.token}x`, asked.token.slice(1), stranger]) {
      for (const method of ['GET', 'POST']) {
        const page = await asked.request({ method, score: '9', token, language: 'ja,en;q=0.8' });
        expect(page).toMatchObject({ status: 400, html: expect.stringContaining('このリンクはご利用いただけません') });
      }
    }
    expect(asked.answers).toEqual([]);
  });

  it('of a customer who is not known any more', async () => {
    const asked = await new Asked().open();
    asked.table.range = async () => [];
    expect(await asked.post('9')).toMatchObject({ status: 410, html: expect.stringContaining('closed') });
    expect(asked.answers).toEqual([]);
  });

  it('while the bus or the table fails, and keeps the words for the next try', async () => {
    const asked = await new Asked().open();
    const outages = [new RetryableError('The bus did not take it.'), Object.assign(new Error(), { $metadata: {} })];
    for (const outage of outages) {
      asked.bus = () => {
        throw outage;
      };
      const page = await asked.post('9', 'My words');
      expect(page).toMatchObject({ status: 503, html: expect.stringContaining('Please send it again in a moment') });
      expect(page.html).toContain('My words</textarea>');
    }
    expect([asked.failures, await asked.facts()]).toEqual([outages, []]);
    asked.bus = () => {};
    expect(await asked.post('9', 'My words')).toMatchObject({ status: 200 });
  });

  it('when something is broken for good: that is an alarm', async () => {
    const asked = await new Asked().open();
    asked.bus = () => {
      throw new RangeError('broken');
    };
    await expect(asked.post('9')).rejects.toThrow('broken');
  });
});

describe('the page', () => {
  it('shows a comment as text, whatever it contains', async () => {
    const asked = await new Asked().open();
    const nasty = `</textarea><script>alert("1")</script>&lt;`;
    const { html } = await asked.post('x', nasty);
    expect(html).toContain('&lt;/textarea&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;lt;</textarea>');
    expect(html).not.toContain('<script');
  });

  it('keeps nothing of a comment that cannot be seen', async () => {
    const asked = await new Asked().open();
    await asked.post('9', 'a\u0000b\u001bc\td\u200de\u202Ef\u2028g');
    expect(asked.answers[0]?.survey.comment).toBe('abc d\u200def\ng');
  });

  it('shows a shop’s name as text', async () => {
    const { keys, stores, token } = await new Asked().open();
    const shop = { ...settings, brand: { ...settings.brand, name: { en: '<b>A & "B"</b>' } } };
    const dependencies = {
      keys,
      stores,
      settings: shop,
      clock: () => 0,
      publishAnswer: async () => {},
      failed: () => {},
    };
    for (const method of ['GET', 'POST']) {
      for (const link of [token, 'x']) {
        const request = { method, token: link, score: '9', language: undefined };
        const { html } = await takeSurvey(request, dependencies);
        expect(html).toContain('&lt;b&gt;A &amp; &quot;B&quot;&lt;/b&gt;');
        expect(html).not.toContain('<b>');
      }
    }
  });

  it('loads nothing and runs nothing', async () => {
    const asked = await new Asked().open();
    for (const { html } of [await asked.get('7'), await asked.post('7'), await asked.post('x')]) {
      expect(html).not.toMatch(/<script|<img|<link|\son\w+=|https?:|url\(/i);
    }
  });

  it('posts to its own link, the token alone', async () => {
    const asked = await new Asked().open();
    const { html } = await asked.get('7');
    const action = /<form method="post" action="([^"]*)"/.exec(html)?.[1] ?? expect.fail('there is no form');
    const { pathname, searchParams } = new URL(action, 'https://links.example.com/survey?t=old&score=7');
    expect([pathname, [...searchParams.keys()]]).toEqual(['/survey', ['t']]);
    expect(readSurveyToken(searchParams.get('t') ?? '', asked.keys)).toMatchObject({ order: 'o-1' });
  });
});
