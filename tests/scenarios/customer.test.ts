import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { main } from '../../build/customer-command.ts';
import type { MailFeedback } from '../../local/aws/services/ses-events.ts';
import { clientOf } from '../local/fixture.ts';
import { cart, inTokyo } from './customers.ts';
import { inShop, type LocalShop } from './local-shop.ts';

const opens = '2026-03-02T10:00:00+09:00';

/** Runs `npm run customer` against the shop, where nobody sits at a terminal. */
async function customer({ runtime }: LocalShop, ...args: readonly string[]) {
  vi.stubEnv('AWS_ENDPOINT_URL', runtime.endpoint);
  const [out, err]: [string[], string[]] = [[], []];
  const shell = { root: '', print: (text: string) => out.push(text), printError: (text: string) => err.push(text) };
  const code = await main(args, shell);
  return { code, out: out.join('\n'), err: err.join('\n') };
}

describe('an address that was closed by mistake', () => {
  beforeEach(() => {
    vi.stubEnv('AWS_REGION', 'ap-northeast-1');
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'local');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'local');
  });
  afterEach(() => vi.unstubAllEnvs());

  it('by a bounce is shown, reopened and written to again', () => {
    let mails = 0;
    const firstBounces = (): MailFeedback[] => {
      mails += 1;
      return mails === 1 ? ['bounce'] : ['delivery'];
    };
    return inShop(
      opens,
      async (shop) => {
        const mia = inTokyo('mia');
        shop.post('cart.updated', mia, cart('cart-1'));
        await shop.until('2026-03-02T18:00:00+09:00');
        const shown = await customer(shop, 'show', mia.email.toUpperCase());
        expect(shown.out).toContain('Closed to all messages: hard bounce on 2026-03-02 05:00:05 UTC');
        expect(shown.out).toContain('May be sent marketing: no');

        expect(await customer(shop, 'reopen', mia.email)).toMatchObject({
          code: 1,
          err: expect.stringContaining('--yes'),
        });
        const reopened = await customer(shop, 'reopen', mia.email, '--yes', '--by', 'Leo');
        expect(reopened).toMatchObject({ code: 0, err: '' });
        expect(reopened.out).toContain('Reopened.');
        expect(reopened.out).toContain('Last reopened: on 2026-03-02 09:00:00 UTC by Leo');
        expect(reopened.out).toContain('May be sent marketing: yes');
        expect(reopened.out).toContain('AWS had it on its own list too, and has taken it off.');

        await shop.until('2026-03-03T12:00:00+09:00');
        expect(await shop.outcomesOf(mia)).toEqual([
          ['reminder', 'sent'],
          ['last-call', 'sent'],
        ]);
        expect((await customer(shop, 'reopen', mia.email)).out).toContain('there is nothing to reopen');
      },
      { feedback: { mail: firstBounces } },
    );
  });

  it('is in no log, also when the function is asked what it does not understand', () =>
    inShop(opens, async (shop) => {
      const mia = inTokyo('mia');
      shop.post('customer.updated', mia);
      await shop.until('2026-03-02T11:00:00+09:00');
      const lambda = new LambdaClient(clientOf(shop.runtime));
      const Payload = JSON.stringify({ do: 'erase', address: mia.email });
      const answer = await lambda.send(new InvokeCommand({ FunctionName: 'aftercart-manage-customer', Payload }));
      lambda.destroy();
      expect(JSON.parse(answer.Payload?.transformToString() ?? '')).toMatchObject({ errorType: 'ContractError' });
      expect((await customer(shop, 'show', mia.phone)).out).toContain('No consent, opt-out or closing is recorded.');
    }));
});
