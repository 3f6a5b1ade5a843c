import { standardSignature, verifyStandard } from '../../src/connectors/contract/standard-webhooks.ts';
import type { AnswerPage, Runtime } from '../aws/runtime.ts';
import type { WebRequest } from '../aws/services/apigateway.ts';
import { demoSecret, routeOfShop } from './connection.ts';

/** The clocks between which a request is carried over. */
export interface TwoClocks {
  /** The demo's time, epoch milliseconds. */
  readonly now: () => number;
  /** The present, epoch milliseconds. */
  readonly present: () => number;
  /** Asks the stack's HTTP API. */
  readonly request: Runtime['request'];
}

/**
 * Carries a signed post of the present over to the demo's time. A backend signs the present, and the demo's clock stands
 * still between waits, or is ahead once it was put forward; the stack would refuse the signature as too old or too new.
 * What is signed wrongly, or long ago, goes on as it is and is refused.
 */
export function withPresentTime(answerPage: AnswerPage, { now, present, request }: TwoClocks): AnswerPage {
  return async (asked) => {
    const isSigned = asked.method === 'POST' && asked.url.split('?')[0] === routeOfShop;
    const signedNow =
      isSigned && verifyStandard(signedPart(asked), { secrets: [demoSecret], now: present() }).verdict === 'accepted';
    return signedNow ? request(signedAt(now(), asked)) : answerPage(asked);
  };
}

function signedPart({ url, headers, body }: WebRequest): Parameters<typeof verifyStandard>[0] {
  return { path: url, headers, bytes: body };
}

function signedAt(time: number, asked: WebRequest): WebRequest {
  const { 'webhook-id': id = '' } = asked.headers;
  const timestamp = String(Math.floor(time / 1000));
  const signature = standardSignature(demoSecret, id, timestamp, asked.body);
  return {
    ...asked,
    headers: { ...asked.headers, 'webhook-timestamp': timestamp, 'webhook-signature': signature },
  };
}
