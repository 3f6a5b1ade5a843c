import { expect, it } from 'vitest';
import type { WebRequest } from '../../../local/aws/services/apigateway.ts';
import { RawAnswer } from '../../../local/aws/services/service.ts';
import { demoSecret, routeOfShop } from '../../../local/demo/connection.ts';
import { withPresentTime } from '../../../local/demo/present-time.ts';
import { standardSignature, verifyStandard } from '../../../src/connectors/contract/standard-webhooks.ts';

const minute = 60_000;
const present = Date.UTC(2027, 0, 15, 12);

/** A post that was signed at a time, with a secret. */
function signed(at: number, secret = demoSecret): WebRequest {
  const body = Buffer.from('{"events":[]}');
  const timestamp = String(at / 1000);
  const headers = {
    'webhook-id': 'msg_1',
    'webhook-timestamp': timestamp,
    'webhook-signature': standardSignature(secret, 'msg_1', timestamp, body),
  };
  return { method: 'POST', url: routeOfShop, headers, body };
}

/** Whether the stack would take a request, at the demo's time; undefined when it is asked nothing. */
async function taken(request: WebRequest, demo: number): Promise<string | undefined> {
  let verdict: string | undefined;
  const answer = withPresentTime(async () => undefined, {
    now: () => demo,
    present: () => present,
    request: async ({ url, headers, body }) => {
      ({ verdict } = verifyStandard({ path: url, headers, bytes: body }, { secrets: [demoSecret], now: demo }));
      return new RawAnswer(200, '');
    },
  });
  await answer(request);
  return verdict;
}

it.each([
  ['has stood still for an hour', -60 * minute],
  ['was put forward by ten days', 14_400 * minute],
])('a post that is signed at present is taken while the clock of the demo %s', async (_, ahead) => {
  expect(await taken(signed(present), present + ahead)).toBe('accepted');
});

it('leaves alone what is signed long ago, with another secret, or not a post to the shop', async () => {
  const other = `whsec_${Buffer.from('another secret').toString('base64')}`;
  const requests = [
    signed(present - 10 * minute),
    signed(present, other),
    { ...signed(present), url: '/outbox' },
    { ...signed(present), method: 'GET' },
    { ...signed(present), headers: {} },
  ];
  for (const request of requests) expect(await taken(request, present)).toBeUndefined();
});
