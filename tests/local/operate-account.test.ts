import { describe, expect, it } from 'vitest';
import type { Runtime } from '../../local/aws/runtime.ts';
import { runAws } from './cli/aws.ts';
import { clientOf, sharedRuntime } from './fixture.ts';

/** Runs a command line of the AWS CLI and reads what it prints. */
async function aws(runtime: Runtime, ...args: string[]) {
  return JSON.parse(await runAws(args, { ...clientOf(runtime), files: {} }));
}

const failure = (sending: Promise<unknown>): Promise<string> =>
  sending.then(
    () => 'none',
    (error: Error) => error.name,
  );

const runtime = sharedRuntime();
const ask = (...args: string[]) => aws(runtime(), ...args);

describe('SES', () => {
  it('takes mail to an address that bounced, and drops it until the address is off the list', async () => {
    const Content = '{"Simple":{"Subject":{"Data":"Hi"},"Body":{"Text":{"Data":"Hi"}}}}';
    const address = 'ann@example.com';
    await ask('sesv2', 'put-suppressed-destination', '--email-address', address, '--reason', 'BOUNCE');
    const send = async () => {
      const to = `{"ToAddresses":["${address}"]}`;
      const from = ['--from-email-address', 'shop@example.com'];
      await ask('sesv2', 'send-email', ...from, '--destination', to, '--content', Content);
      await runtime().clock.advanceTo(runtime().clock.now() + 10_000);
      return runtime()
        .outbox.mails.at(-1)
        ?.events.map(({ kind }) => kind);
    };
    expect(await send()).toEqual(['suppressed']);
    await ask('sesv2', 'delete-suppressed-destination', '--email-address', address);
    expect(await send()).toEqual(['delivery']);
    const again = ask('sesv2', 'delete-suppressed-destination', '--email-address', address);
    expect(await failure(again)).toBe('NotFoundException');
  });

  it('describes the identities that there are', async () => {
    const identity = (name: string) => ask('sesv2', 'get-email-identity', '--email-identity', name);
    expect(await identity('example.com')).toMatchObject({ IdentityType: 'DOMAIN', VerifiedForSendingStatus: true });
    expect(await failure(identity('elsewhere.example'))).toBe('NotFoundException');
    await ask('sesv2', 'create-email-identity', '--email-identity', 'elsewhere.example');
    expect(await failure(identity('elsewhere.example'))).toBe('none');
  });
});

describe('Service Quotas', () => {
  it('tells of Lambda’s concurrency, and takes requests for more of it', async () => {
    const quota = ['--service-code', 'lambda', '--quota-code', 'L-B99A9384'];
    const quotas = (...args: string[]) => ask('service-quotas', ...args);
    expect(await quotas('get-service-quota', ...quota)).toMatchObject({ Quota: { Value: 1000 } });
    const more = (value: string) => quotas('request-service-quota-increase', ...quota, '--desired-value', value);
    expect(await more('2000')).toMatchObject({ RequestedQuota: { Status: 'PENDING', DesiredValue: 2000 } });
    expect(await failure(more('1000'))).toBe('IllegalArgumentException');
    const other = ['--service-code', 'lambda', '--quota-code', 'L-1'];
    expect(await failure(quotas('get-service-quota', ...other))).toBe('NoSuchResourceException');
    expect(await ask('lambda', 'get-account-settings')).toMatchObject({ AccountLimit: { ConcurrentExecutions: 1000 } });
  });
});
