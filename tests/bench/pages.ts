import { visitorToken } from '../../src/client/visitor-token.ts';
import { browserExample } from '../../src/connectors/browser/example.ts';
import { standardSignature } from '../../src/connectors/contract/standard-webhooks.ts';
import { eventsExample } from '../../src/connectors/events/example.ts';
import { BrowsedShop, shopOrigin } from '../connectors/browsed-shop.ts';
import { bytesOf, ConnectedShop } from '../connectors/connected-shop.ts';
import { cpuOf } from './cpu-of.ts';
import { median, type Report } from './report.ts';

const rounds = 9;
const requests = 300;

/** A visitor's id for each request: no two share what is kept. */
const visitorOf = (number: number) => number.toString(16).padStart(32, '0');

/** What the collector of pages takes of the CPU for a request, beside the receiving of a signed event, in this process. */
export async function reportPages(): Promise<Report> {
  const kinds = {
    'a view and a cart of a stranger': () => beacons(() => ({})),
    'the same with a forged token': () =>
      beacons(() => ({ token: `${'e30'.repeat(20)}.${'e30'.repeat(20)}.${'A'.repeat(43)}` })),
    'the same of another origin': () => beacons(() => ({}), { origin: 'https://elsewhere.example' }),
    'the same of a robot': () => beacons(() => ({}), { 'user-agent': 'Googlebot/2.1' }),
    'a token of a customer': tokens,
  };
  const measured = Object.keys(kinds).map(() => [] as number[]);
  const baseline: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const base = await signedEvents();
    const all: number[] = [];
    for (const kind of Object.values(kinds)) all.push(await kind());
    if (round === 0) continue; // it warms up
    baseline.push(base);
    for (const [place, time] of all.entries()) measured[place]?.push(time);
  }
  return {
    title: 'pages',
    about: `CPU of the collector for a request of a page, without the SDK's share: ${requests} requests, the middle of ${rounds} rounds.
Baseline: a signed event that receive-delivery verifies, checks and queues. All on a table in memory.`,
    figures: Object.keys(kinds).map((what, place) => ({
      what,
      measured: `${(median(measured[place] ?? []) * 1000).toFixed(0)} µs`,
      baseline: `${(median(baseline) * 1000).toFixed(0)} µs`,
      ratio: median((measured[place] ?? []).map((time, round) => time / (baseline[round] ?? Number.NaN))),
    })),
  };
}

/** Milliseconds a request. */
async function beacons(more: () => object, headers: Readonly<Record<string, string>> = { origin: shopOrigin }) {
  const shop = new BrowsedShop();
  const bodies = Array.from({ length: requests }, (_, number) => ({
    ...browserExample,
    visitor: visitorOf(number),
    ...more(),
  }));
  const post = async () => {
    for (const [number, body] of bodies.entries()) await shop.post(body, { headers, address: `192.0.2.${number}` });
  };
  return (await cpuOf(post)) / requests;
}

/** Milliseconds a request, up to the event that says who the visitor is. */
async function tokens() {
  const shop = new BrowsedShop();
  shop.records = false;
  const signed = await Promise.all(
    Array.from({ length: requests }, (_, number) =>
      visitorToken('the secret of the backend', { id: `c-${number}` }, shop.now),
    ),
  );
  const post = async () => {
    for (const [number, token] of signed.entries())
      await shop.post({ visitor: visitorOf(number), token, events: [] }, { address: `192.0.2.${number}` });
  };
  return (await cpuOf(post)) / requests;
}

/** Milliseconds a delivery of one event. */
async function signedEvents() {
  const shop = new ConnectedShop('2026-11-12T00:00:00Z');
  const [secret = ''] = shop.secrets;
  const bytes = bytesOf(eventsExample.events[0]);
  const timestamp = String(shop.now / 1000);
  const headers = {
    'webhook-id': 'msg',
    'webhook-timestamp': timestamp,
    'webhook-signature': standardSignature(secret, 'msg', timestamp, bytes),
  };
  const post = async () => {
    for (let number = 0; number < requests; number += 1) await shop.receive('/in/events', headers, bytes);
  };
  return (await cpuOf(post)) / requests;
}
