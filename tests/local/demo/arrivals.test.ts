import { describe, expect, it } from 'vitest';
import { arrivalLines } from '../../../local/demo/arrivals/arrival-lines.ts';
import { Arrivals } from '../../../local/demo/arrivals/arrivals.ts';
import { refusalInWords } from '../../../local/demo/arrivals/words.ts';
import { outboxPages } from '../../../local/demo/outbox/pages.ts';
import { RefusalTeller } from '../../../local/demo/refused/refusal-teller.ts';
import { refusalReasons } from '../../../src/connectors/contract/verification.ts';
import { englishLeftIn } from '../../mistakes/english-left.ts';
import { pageSource } from './page-source.fixture.ts';

const now = Date.UTC(2026, 2, 10);

const mapped = (type: string, over: object = {}) => ({
  functionName: 'aftercart-map-delivery',
  at: now,
  text: JSON.stringify({ MappedEvent: 1, connector: 'events', way: 'http', topic: type, type, ...over }),
});

const refused = (reason: string) => ({
  functionName: 'aftercart-receive-delivery',
  at: now,
  text: JSON.stringify({ RefusedDelivery: 1, connector: 'shopify', reason }),
});

function heard(...lines: readonly Parameters<Arrivals['hear']>[0][]): Arrivals {
  const arrivals = new Arrivals();
  for (const line of lines) arrivals.hear(line);
  return arrivals;
}

const some = heard(
  mapped('shipment.delivered'),
  mapped('order.placed'),
  mapped('order.placed'),
  mapped('order.placed', { connector: 'shopify', way: 'poll', topic: 'orders/create' }),
  { ...mapped('order.placed'), functionName: 'aftercart-ingest-event' },
  refused('stale-timestamp'),
);

describe('what arrives through connectors', () => {
  it('is counted by what came, by which way, and as which event', () => {
    expect(some.arrived).toEqual([
      { connector: 'events', way: 'http', topic: 'order.placed', type: 'order.placed', count: 2, lastAt: now },
      {
        connector: 'events',
        way: 'http',
        topic: 'shipment.delivered',
        type: 'shipment.delivered',
        count: 1,
        lastAt: now,
      },
      { connector: 'shopify', way: 'poll', topic: 'orders/create', type: 'order.placed', count: 1, lastAt: now },
    ]);
    expect(some.refused).toEqual([{ connector: 'shopify', reason: 'stale-timestamp', count: 1, lastAt: now }]);
  });

  it('is told on the terminal with the connector’s name, in both languages, beside what the bus took directly', () => {
    expect(arrivalLines(some.arrived, 10, 'en')).toEqual([
      '3 events arrived through the connector HTTP (signed request, POST /in/events)',
      '  order.placed 2, shipment.delivered 1',
      '1 event arrived through the connector Shopify (asked by the regular round)',
      '  order.placed 1',
      '6 others were put on the event bus directly',
    ]);
    expect(arrivalLines(some.arrived, 10, 'ja')).toEqual([
      'コネクター「HTTP」（署名付きリクエスト、POST /in/events）経由で届いたイベント：3件',
      '  order.placed 2、shipment.delivered 1',
      'コネクター「Shopify」（定期照合）経由で届いたイベント：1件',
      '  order.placed 1',
      'そのほかの6件は、イベントバスに直接届きました',
    ]);
    expect(arrivalLines([], 10, 'en')).toEqual([]);
  });

  it('is a page of the outbox, in both languages', async () => {
    const ask = async (url: string, arrivals: Arrivals) =>
      (await outboxPages(pageSource({ now }), arrivals)({ method: 'GET', url, headers: {}, body: Buffer.alloc(0) }))
        ?.body ?? '';
    const english = await ask('/outbox?view=arrived&lang=en', some);
    expect(english).toMatch(/<td>HTTP<\/td><td>signed request<small><code>POST \/in\/events<\/code><\/small><\/td>/);
    expect(english).toMatch(/<td><code>orders\/create<\/code><\/td><td><code>order\.placed<\/code><\/td><td>1<\/td>/);
    expect(english).toContain('npm start -- --today goes by the present');
    const japanese = await ask('/outbox?view=arrived&lang=ja', some);
    expect(japanese).toContain('<td>署名付きリクエスト');
    expect(japanese).toContain('ここの時計と5分を超えてずれています');
    expect(await ask('/outbox?view=arrived&lang=ja', new Arrivals())).toContain('まだありません');
  });

  it('has Japanese for every reason of a refusal', () => {
    for (const reason of refusalReasons) expect(englishLeftIn(refusalInWords(reason, 'ja')), reason).toEqual([]);
  });

  it('is told at once when it is refused, with what to do', () => {
    const told: string[] = [];
    const teller = new RefusalTeller(
      (text) => told.push(text),
      () => [],
    );
    teller.begin();
    teller.hear(refused('stale-timestamp'));
    teller.hear(refused('wrong-signature'));
    expect(told).toEqual([
      expect.stringMatching(/^Refused a delivery of Shopify: .* npm start -- --today goes by the present$/),
      'Refused a delivery of Shopify: The signature is wrong: another secret, or a body that was changed after it was signed',
    ]);
  });
});
