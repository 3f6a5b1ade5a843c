import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { stripe } from '../../src/connectors/stripe/connector.ts';
import { exampleEvent } from '../../src/connectors/stripe/example.ts';

describe('a signature of Stripe', () => {
  const body = JSON.stringify(exampleEvent);
  const now = exampleEvent.created * 1000;
  const signed = (secret: string, time = now / 1000, text = body) =>
    createHmac('sha256', secret).update(`${time}.${text}`).digest('hex');
  const verdict = (header: string | undefined, secrets = ['whsec_new', 'whsec_old']) =>
    stripe.verify?.(
      {
        path: '/in/stripe',
        headers: header === undefined ? {} : { 'stripe-signature': header },
        bytes: Buffer.from(body),
      },
      { secrets, now, fetch },
    );
  const at = (time: number) => `t=${time},v1=${signed('whsec_new', time)}`;

  it('is right for the secret as Stripe shows it, and during a rotation for the one before', () => {
    expect(verdict(at(now / 1000))).toEqual({ verdict: 'accepted' });
    expect(verdict(`t=${now / 1000},v1=${signed('whsec_old')}`)).toEqual({ verdict: 'accepted' });
    const both = `t=${now / 1000}, v1=${signed('whsec_next')}, v1=${signed('whsec_new')}, v0=00`;
    expect(verdict(both)).toEqual({ verdict: 'accepted' });
  });

  it('is good for five minutes before and after', () => {
    for (const seconds of [-300, 300]) expect(verdict(at(now / 1000 + seconds))).toEqual({ verdict: 'accepted' });
    for (const seconds of [-301, 301])
      expect(verdict(at(now / 1000 + seconds))).toEqual({ verdict: 'refused', reason: 'stale-timestamp' });
  });

  it('is refused when it is another’s, of another time, of another scheme, cut, or absent', () => {
    const time = now / 1000;
    const right = signed('whsec_new');
    for (const header of [
      `t=${time},v1=${signed('whsec_other')}`,
      `t=${time},v1=${signed('whsec_new', time, `${body} `)}`,
      `t=${time - 1},v1=${right}`,
      `t=${time},v0=${right}`,
      `t=${time},v1=${right.slice(2)}`,
      `t=${time},v1=`,
      `t=${time}`,
    ])
      expect([header, verdict(header)]).toEqual([header, { verdict: 'refused', reason: 'wrong-signature' }]);
    for (const header of [`v1=${right}`, `t=,v1=${right}`, `t=soon,v1=${right}`, ''])
      expect(verdict(header)).toEqual({ verdict: 'refused', reason: 'no-timestamp' });
    expect(verdict(undefined)).toEqual({ verdict: 'refused', reason: 'no-signature' });
    expect(verdict(at(time), [])).toEqual({ verdict: 'refused', reason: 'no-secret' });
  });
});
