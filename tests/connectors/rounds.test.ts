import { describe, expect, it } from 'vitest';
import { hour, minute, second } from '../../src/commerce/values/time-units.ts';
import { bySpans, type Change, type TimeSpan } from '../../src/connectors/contract/spans.ts';
import { exampleOrder } from '../../src/connectors/woocommerce/example.ts';
import { deliveryNoter } from '../../src/engine/connect/delivery-times.ts';
import { domain, Rounds, start, withToken } from './hourly-rounds.ts';

/** A connection that ends in the middle of the body. */
const cut = () =>
  new Response(
    new ReadableStream({
      start: (stream) => stream.enqueue(new TextEncoder().encode('[{"id":')),
      pull: (stream) => stream.error(new TypeError('terminated')),
    }),
  );

describe('a platform that cannot be asked', () => {
  it.each<[string, string, (to: string) => Response, RegExp]>([
    ['woocommerce', 'has no such route', () => Response.json({}, { status: 404 }), /refuses the request: 404/],
    ['woocommerce', 'breaks off its answer', cut, /broke off/],
    ['woocommerce', 'answers with something else', () => Response.json({ sorry: true }), /does not fit/],
    ['shopify', 'has frozen the shop', withToken(() => Response.json({}, { status: 402 })), /request: 402/],
    ['shopify', 'has locked the shop', withToken(() => Response.json({}, { status: 423 })), /request: 423/],
    ['shopify', 'gives no token', () => Response.json({ errors: 'x' }), /shopify token does not fit/],
    ['ec-cube', 'refuses the refresh token', () => Response.json({}, { status: 400 }), /refuses the request: 400/],
    ['ec-cube', 'breaks off its token', cut, /broke off/],
  ])('%s, because it %s, is warned of each time, and counts as quiet after a day', async (name, _, answer, reason) => {
    const rounds = new Rounds(name, answer);
    const note = deliveryNoter();
    await note(name, start - 2 * hour, rounds.upkeep);
    await note(name, start - hour, rounds.upkeep);
    await rounds.go(26);
    expect(rounds.warnings).toHaveLength(26);
    expect(rounds.warnings[0]).toMatch(reason);
    expect(rounds.counts).toEqual(new Set(['QuietConnector not-reconciled']));
  });

  it('counts as quiet also when the round fails by a fault of its own', async () => {
    const rounds = new Rounds('woocommerce', () => Response.json([exampleOrder]));
    rounds.onQueue = () => {
      throw new TypeError('a fault');
    };
    await rounds.upkeep.changeTimes('woocommerce', () => ({ longestGap: 0, reconciledTo: start - 25 * hour }));
    await expect(rounds.go(1)).rejects.toThrow('a fault');
    expect(rounds.counts).toEqual(new Set(['QuietConnector not-reconciled']));
  });
});

describe('a round that breaks off', () => {
  /** Orders of Shopify, of which one round may ask for 4 pages. */
  function shopifyWith(count: number) {
    const orders = Array.from({ length: count }, (_, nth) => ({
      id: nth + 1,
      updated_at: new Date(start - 30 * minute + nth * 100).toISOString(),
    }));
    let requests = 0;
    const answer = withToken((to) => {
      requests += 1;
      if (requests > 4) return Response.json({}, { status: 429 });
      const query = new URL(to).searchParams;
      const since = query.get('since') ?? query.get('updated_at_min') ?? '';
      const page = Number(query.get('page_info') ?? 0);
      const changed = orders.filter(({ updated_at }) => Date.parse(updated_at) >= Date.parse(since));
      const link = `<https://${domain}/x?page_info=${page + 1}&since=${since}>; rel="next"`;
      const more = changed.length > (page + 1) * 250;
      return Response.json({ orders: changed.slice(page * 250, (page + 1) * 250) }, { headers: more ? { link } : {} });
    });
    const rounds = new Rounds('shopify', answer);
    const next = async () => {
      requests = 0;
      await rounds.go(1);
    };
    return { rounds, next };
  }

  it('goes on the next time where it broke off, until all changes are told', async () => {
    const { rounds, next } = shopifyWith(2500);
    await next();
    expect(rounds.queue).toHaveLength(1000);
    expect(await rounds.reconciledTo()).toBe('2026-11-20T05:43:38.900Z'); // the last change at 05:38:39.9, and the overlap
    await next();
    await next();
    const told = new Set(rounds.queue.map(({ body }) => Object(body).id));
    expect([told.size, rounds.queue.length]).toEqual([2500, 2522]);
    expect(await rounds.reconciledTo()).toBe('2026-11-20T08:07:00.000Z');
  });

  it('keeps no place on a platform that tells changes in another order', async () => {
    const orders = [2, 1, 3].map((id) => ({ id, updated_at: new Date(start - id * minute).toISOString() }));
    let asked = 0;
    const link = `<https://${domain}/x?page_info=1>; rel="next"`;
    const rounds = new Rounds(
      'shopify',
      withToken(() => {
        asked += 1;
        return asked > 1 ? Response.json({}, { status: 500 }) : Response.json({ orders }, { headers: { link } });
      }),
    );
    await rounds.go(1);
    expect(await rounds.reconciledTo()).toBe('2026-11-20T05:07:00.000Z');
  });

  it('ends at a page that names itself as the next one', async () => {
    const link = `<https://${domain}/x?page_info=1>; rel="next"`;
    const order = { id: 1, updated_at: new Date(start).toISOString() };
    const rounds = new Rounds(
      'shopify',
      withToken(() => Response.json({ orders: [order] }, { headers: { link } })),
    );
    await rounds.go(1);
    expect(rounds.warnings).toEqual([expect.stringContaining('a page without an end')]);
    expect(rounds.queue).toHaveLength(2);
  });

  it('ends by itself after four minutes, and keeps its place', async () => {
    const orders = Array.from({ length: 30 }, (_, nth) => ({
      ...exampleOrder,
      id: nth,
      date_modified_gmt: new Date(start - hour + nth * minute).toISOString(),
    }));
    const rounds = new Rounds('woocommerce', () => Response.json(orders));
    rounds.onQueue = () => {
      rounds.now += 5 * minute;
    };
    await rounds.go(1);
    expect(rounds.queue).toHaveLength(10);
    expect(await rounds.reconciledTo()).toBe('2026-11-20T05:20:59.000Z');
  });
});

describe('a platform whose clock is ten minutes behind', () => {
  it('tells of a change that happened after a round, by the next one', async () => {
    const happened = start + 2 * minute;
    const stamp = new Date(happened - 10 * minute).toISOString().slice(0, 19);
    const rounds = new Rounds('woocommerce', (to): Response => {
      const since = new URL(to).searchParams.get('modified_after') ?? '';
      const isTold = rounds.now >= happened && stamp > since;
      const order = { ...exampleOrder, date_modified_gmt: stamp };
      const date = new Date(rounds.now - 10 * minute).toUTCString();
      return Response.json(isTold ? [order] : [], { headers: { date } });
    });
    await rounds.go(4);
    expect(rounds.queue).toHaveLength(1);
  });

  it('has none if its date is of another day', async () => {
    const headers = { date: new Date(start - 40 * hour).toUTCString() };
    const rounds = new Rounds('woocommerce', () => Response.json([], { headers }));
    await rounds.go(1);
    expect(await rounds.reconciledTo()).toBe(new Date(start).toISOString());
  });
});

describe('changes by spans of time', () => {
  /** Asks a platform that tells at most two changes a page, in no order. */
  async function asked(times: readonly number[], now: number, hasEnd = true) {
    const spans: TimeSpan[] = [];
    const changesIn = async (span: TimeSpan, pages: number) => {
      spans.push(span);
      const within = times.filter((at) => at >= span.from && (!hasEnd || at < (span.to ?? now * 2)));
      return within.length > 2 * pages ? undefined : within.map((at) => ({ thing: at, at })).toReversed();
    };
    const found: Change<number>[] = [];
    for await (const change of bySpans({ since: 0, now }, changesIn)) found.push(change);
    return { found: found.map(({ at }) => at), spans };
  }

  it('are asked for at once if they fit a page, with no end, so that the latest are among them', async () => {
    expect(await asked([5, 3], hour)).toEqual({ found: [3, 5], spans: [{ from: 0 }] });
  });

  it('are all told, in order, however they are spread', async () => {
    const times = [0, 1, 2, 3, 4, 5, 6, 600, 601, 601, 601, 601, 1800, 3599, 3605].map((at) => at * second);
    const { found, spans } = await asked(times, hour);
    expect([...new Set(found)]).toEqual([...new Set(times)]);
    expect(found).toEqual(found.toSorted((one, other) => one - other));
    expect(spans.length).toBeLessThan(60);
  });

  it('are told once, and all, by a platform that takes no notice of the end', async () => {
    const times = [1, 2, 3, 1800, 3599].map((at) => at * second);
    const { found, spans } = await asked(times, hour, false);
    expect(found).toEqual(times);
    expect(spans.length).toBeLessThan(15);
  });
});
