import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import {
  GetFunctionRecursionConfigCommand,
  type InvocationType,
  InvokeCommand,
  LambdaClient,
} from '@aws-sdk/client-lambda';
import { GetAccountCommand, PutAccountDetailsCommand, SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { Concurrency } from '../../local/aws/lambda/concurrency.ts';
import { Bucket } from '../../local/aws/quotas.ts';
import type { Runtime } from '../../local/aws/runtime.ts';
import { clientOf, start, withRuntime, withWorker } from './fixture.ts';

const outcome = (sending: Promise<unknown>): Promise<string> =>
  sending.then(
    () => 'accepted',
    (error: Error) => error.name,
  );

describe('a bucket of requests', () => {
  it('gives its burst at once, then what comes in by the local clock, and never saves up more', () => {
    let now = 0;
    const bucket = new Bucket({ burst: 3, perSecond: 2 }, () => now);
    expect([1, 2, 3, 4].map(() => bucket.take())).toEqual([true, true, true, false]);
    now = 500;
    expect([1, 2].map(() => bucket.take())).toEqual([true, false]);
    now = 60_000;
    expect([1, 2, 3, 4].map(() => bucket.take())).toEqual([true, true, true, false]);
  });
});

describe('quotas', () => {
  it('throttle executions, events and mails as fast as the account is, and not at all by default', async () => {
    const ask = async (runtime: Runtime) => {
      const settings = { ...clientOf(runtime), maxAttempts: 1 };
      const [states, events, mails] = [
        new SFNClient(settings),
        new EventBridgeClient(settings),
        new SESv2Client(settings),
      ];
      const stateMachineArn = 'arn:aws:states:ap-northeast-1:000000000000:stateMachine:shop-journey';
      const entry = { EventBusName: 'shop', Source: 'x', DetailType: 'x', Detail: '{}' };
      const Content = { Simple: { Subject: { Data: 'x' }, Body: { Text: { Data: 'x' } } } };
      const mail = { FromEmailAddress: 'a@example.com', Destination: { ToAddresses: ['b@x.example'] }, Content };
      const outcomes = [];
      for (let round = 0; round < 2; round++) {
        outcomes.push(await outcome(states.send(new StartExecutionCommand({ stateMachineArn }))));
        outcomes.push(await outcome(events.send(new PutEventsCommand({ Entries: [entry] }))));
        outcomes.push(await outcome(mails.send(new SendEmailCommand(mail))));
      }
      for (const client of [states, events, mails]) client.destroy();
      return outcomes;
    };
    const once = { burst: 1, perSecond: 1 };
    const quotas = { startExecution: once, putEvents: once, sendEmail: { perSecond: 1, perDay: 2 } };
    const accepted = ['accepted', 'accepted', 'accepted'];
    const throttled = ['ThrottlingException', 'ThrottlingException', 'TooManyRequestsException'];
    await withRuntime(async (runtime) => expect(await ask(runtime)).toEqual([...accepted, ...accepted]));
    await withRuntime(
      async (runtime) => {
        expect(await ask(runtime)).toEqual([...accepted, ...throttled]);
        await runtime.clock.advanceTo(start + 1000);
        expect(await ask(runtime)).toEqual([...accepted, ...throttled]);
        await runtime.clock.advanceTo(start + 60_000); // two mails were sent in these 24 hours
        expect(await ask(runtime)).toEqual(['accepted', 'accepted', 'TooManyRequestsException', ...throttled]);
        await runtime.clock.advanceTo(start + 86_460_000);
        expect((await ask(runtime))[2]).toBe('accepted');
      },
      { quotas },
    );
  });

  it('of a new account keep mail to verified addresses, until AWS has let it out of the sandbox', () =>
    withRuntime(
      async (runtime) => {
        const client = new SESv2Client({ ...clientOf(runtime), maxAttempts: 1 });
        const Content = { Simple: { Subject: { Data: 'x' }, Body: { Text: { Data: 'x' } } } };
        const send = (to: string) => {
          const Destination = { ToAddresses: [to] };
          return outcome(
            client.send(new SendEmailCommand({ FromEmailAddress: 'a@example.com', Destination, Content })),
          );
        };
        const hasAccess = async () => (await client.send(new GetAccountCommand({}))).ProductionAccessEnabled;
        expect(await send('b@elsewhere.example')).toBe('MessageRejected');
        expect(await send('b@example.com')).toBe('accepted');
        expect(await send('success@simulator.amazonses.com')).toBe('accepted');
        const ask = {
          MailType: 'MARKETING',
          WebsiteURL: 'https://shop.example',
          ProductionAccessEnabled: true,
        } as const;
        await client.send(new PutAccountDetailsCommand(ask));
        expect([await hasAccess(), await send('b@elsewhere.example')]).toEqual([false, 'MessageRejected']);
        await runtime.clock.advanceTo(start + 86_400_000);
        expect([await hasAccess(), await send('b@elsewhere.example')]).toEqual([true, 'accepted']);
        client.destroy();
      },
      { quotas: { emailSandbox: true } },
    ));

  it('of Lambda hold for all functions together, and for what a function reserves', () => {
    const concurrency = new Concurrency(3);
    concurrency.reserve({ name: 'pages', reservedConcurrency: 1 });
    concurrency.reserve({ name: 'send', reservedConcurrency: undefined });
    const begin = (name: string) => concurrency.begin(name) ?? 'runs';
    expect([begin('send'), begin('take')]).toEqual(['runs', 'runs']);
    expect(begin('send')).toBe('account-concurrency'); // the third is kept for pages
    expect([begin('pages'), begin('pages')]).toEqual(['runs', 'reserved-concurrency']);
    concurrency.end('send');
    expect(begin('take')).toBe('runs');
    const unlimited = new Concurrency(undefined);
    unlimited.reserve({ name: 'pages', reservedConcurrency: 1 });
    unlimited.reserve({ name: 'send', reservedConcurrency: 0 });
    expect([1, 2].map(() => unlimited.begin('pages'))).toEqual([undefined, undefined]);
    expect(unlimited.begin('send')).toBe('reserved-concurrency'); // it is switched off
    unlimited.reserve({ name: 'send', reservedConcurrency: undefined });
    expect(unlimited.begin('send')).toBeUndefined();
  });

  it('of Lambda refuse who waits for an answer, and let asynchronous calls and queues wait', () =>
    withRuntime(
      async (runtime) => {
        const client = new LambdaClient({ ...clientOf(runtime), maxAttempts: 1 });
        const queues = new SQSClient(clientOf(runtime));
        const call = (Payload: string, InvocationType: InvocationType = 'RequestResponse') =>
          outcome(client.send(new InvokeCommand({ FunctionName: 'worker', InvocationType, Payload })));
        const put = (pk: string) => JSON.stringify({ do: 'put', pk });
        expect((await Promise.all([call(put('one')), call(put('one'))])).toSorted()).toEqual([
          'TooManyRequestsException',
          'accepted',
        ]);
        // So many at once that some meet another, however slow the machine is.
        await Promise.all(Array.from({ length: 20 }, (_, nth) => call(put(`event-${nth}`), 'Event')));
        const QueueUrl = `${runtime.endpoint}/000000000000/ingest`;
        await queues.send(new SendMessageCommand({ QueueUrl, MessageBody: put('queued') }));
        client.destroy();
        queues.destroy();
        await runtime.play();
        expect((await runtime.table()).length).toBe(22);
        expect(runtime.clock.now()).toBeGreaterThanOrEqual(start + 1000);
        expect(runtime.deadLetters()).toEqual([]);
      },
      { quotas: { lambdaConcurrency: 1 } },
    ));
});

describe('a function that sends to the queue that calls it', () => {
  /** Calls it once, so that it goes round, and returns how often it ran in ten minutes or until it ran so often. */
  const goRound = async (runtime: Runtime, atMost: number) => {
    const client = new LambdaClient(clientOf(runtime));
    const { RecursiveLoop } = await client.send(new GetFunctionRecursionConfigCommand({ FunctionName: 'worker' }));
    const Payload = JSON.stringify({ do: 'loop', queue: `${runtime.endpoint}/000000000000/ingest`, left: atMost });
    await client.send(new InvokeCommand({ FunctionName: 'worker', Payload }));
    client.destroy();
    await runtime.play();
    return [RecursiveLoop, runtime.usage.invocations, runtime.deadLetters().map(({ queue }) => queue)];
  };

  it('is stopped after 16 rounds, and its message ends as a dead letter', () =>
    withRuntime(async (runtime) => expect(await goRound(runtime, 20)).toEqual(['Terminate', 16, ['failed']])));

  it('goes on when the template allows it', () =>
    withWorker({ RecursiveLoop: 'Allow' }, async (runtime) => {
      expect(await goRound(runtime, 20)).toEqual(['Allow', 20, []]);
    }));
});
