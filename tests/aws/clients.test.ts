import { Agent, createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer, type Server, Socket } from 'node:net';
import { Readable } from 'node:stream';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { type ClientSettings, once, openClient, patient } from '../../src/aws/clients.ts';
import { pause } from '../../src/aws/clock.ts';
import { EmailSender } from '../../src/channels/email/sender.ts';
import { isPassing } from '../../src/model/errors.ts';
import { meaningOf } from '../../src/model/failures.ts';

const outgoing = {
  address: 'shopper@example.com',
  senderName: 'Demo',
  purpose: 'marketing',
  subject: 's',
  html: 'h',
  text: 't',
  tags: { customer: 'c', message: 'r_s', journey: 'j', step: 's', run: 'r', purpose: 'marketing' },
  lifetimeSeconds: 60,
} as const;
const settings = { senderAddress: 's@example.com', configurationSet: 'x', linksUrl: 'https://l', trackOpens: false };

const account = { region: 'eu-west-1', credentials: { accessKeyId: 'a', secretAccessKey: 's' } };

type Kind<Client> = new (settings: ClientSettings) => Client;

/** The client with a server of this machine and credentials; `agent` makes its connections. */
function local<Client>(Client: Kind<Client>, port: number, agent?: Agent): Kind<Client> {
  const more = { ...account, endpoint: `http://127.0.0.1:${port}` };
  const make = ({ requestHandler, ...given }: ClientSettings) =>
    new Client({ ...given, ...more, requestHandler: { ...requestHandler, ...(agent && { httpAgent: agent }) } });
  return function (this: unknown, given: ClientSettings) {
    return make(given);
  } as unknown as Kind<Client>; // a function that is called with new, and returns an object, is a constructor
}

/** Connections that are never made, as when packets are dropped on the way. */
class Nowhere extends Agent {
  override createConnection(): Socket {
    return Object.assign(new Socket(), { connecting: true });
  }
}

/** A server that takes a connection and does `then` with it. */
async function serve(then: 'hang' | 'reset' | 'stall' | 'trickle'): Promise<{ port: number; seen: () => number }> {
  let seen = 0;
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => {
      seen += 1;
      if (then === 'reset') socket.destroy();
      if (then === 'hang' || then === 'reset') return;
      socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{');
      if (then === 'stall') return;
      const more = setInterval(() => socket.write(' '), 10);
      socket.once('close', () => clearInterval(more));
    });
    onTestFinished(() => void socket.destroy());
  });
  return { port: await portOf(server), seen: () => seen };
}

/** The port at which the server listens, until the test is over. */
async function portOf(server: Server): Promise<number> {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

const failureOf = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('a client', () => {
  it('gives a server up that hangs, and asks for nothing twice that could be sent twice', async () => {
    const { port, seen } = await serve('hang');
    const client = openClient(local(SESv2Client, port), { ...once, request: 60 });
    const failure = await failureOf(new EmailSender(client, settings).send(outgoing));
    expect(failure).toMatchObject({ name: 'TimeoutError' });
    expect(meaningOf(failure, 'ses')).toBe('unanswered');
    expect(seen()).toBe(1);
  });

  it.each(['stall', 'trickle'] as const)(
    'waits as long for the end of an answer that begins in time: %s',
    async (then) => {
      const { port, seen } = await serve(then);
      const sending = openClient(local(SESv2Client, port), { ...once, request: 60 });
      const failure = await failureOf(new EmailSender(sending, settings).send(outgoing));
      expect(failure).toMatchObject({ name: 'TimeoutError' });
      expect(meaningOf(failure, 'ses')).toBe('unanswered');
      const asking = openClient(local(DynamoDBClient, port), { ...patient, request: 40 });
      const passing = await failureOf(asking.send(new ListTablesCommand({})));
      expect([(passing as Error).name, isPassing(passing)]).toEqual(['TimeoutError', true]);
      expect(seen()).toBe(1 + 3);
    },
  );

  it('breaks off an answer that begins only when its time is up', async () => {
    const body = new Readable({ read() {} }); // its end never comes
    const handle = async () => {
      await pause(40);
      return { response: { statusCode: 200, headers: {}, body } };
    };
    const late = class extends DynamoDBClient {
      constructor(given: ClientSettings) {
        super({ ...given, ...account, requestHandler: { handle } as never }); // all that is called of it
      }
    };
    const client = openClient(late, { ...once, request: 20 });
    const failure = await failureOf(client.send(new ListTablesCommand({})));
    expect([(failure as Error).name, isPassing(failure)]).toEqual(['TimeoutError', true]);
    expect(body.destroyed).toBe(true);
  });

  it('uses a connection again in a rush, but none that has been idle when a lost request cannot be repeated', async () => {
    const now = vi.spyOn(Date, 'now').mockReturnValue(0);
    onTestFinished(() => void now.mockRestore());
    const usedAt = new Map<Socket, number>();
    const server = createHttpServer(({ socket }, response) => {
      const isGone = Date.now() - (usedAt.get(socket) ?? Date.now()) > 3_000; // as a frozen environment finds it
      usedAt.set(socket, Date.now());
      if (isGone) socket.resetAndDestroy();
      else response.end('{}');
    });
    const client = openClient(local(SESv2Client, await portOf(server)), once);
    const send = () => client.send(new SendEmailCommand({ Content: {} }));
    await Promise.all([send(), send()]);
    now.mockReturnValue(3_000);
    await send();
    expect(usedAt.size).toBe(2);
    now.mockReturnValue(5_000); // one of the two was not used meanwhile
    await Promise.all([send(), send()]);
    expect(usedAt.size).toBe(3);
    now.mockReturnValue(600_000);
    await send();
    expect(usedAt.size).toBe(4);
  });

  it('tries again where that does no harm', async () => {
    const { port, seen } = await serve('hang');
    const client = openClient(local(DynamoDBClient, port), { ...patient, request: 40 });
    expect(await failureOf(client.send(new ListTablesCommand({})))).toMatchObject({ name: 'TimeoutError' });
    expect(seen()).toBe(3);
  });

  it('does not know what became of a request when the connection breaks', async () => {
    const { port } = await serve('reset');
    const client = openClient(local(SESv2Client, port), once);
    expect(meaningOf(await failureOf(client.send(new SendEmailCommand({ Content: {} }))), 'ses')).toBe('unanswered');
  });

  it('knows that nothing was taken when nobody listens', async () => {
    const nobody = new EmailSender(openClient(local(SESv2Client, 1), once), settings);
    await expect(nobody.send(outgoing)).rejects.toMatchObject({ name: 'NotAcceptedError', reason: 'busy' });
  });

  it('knows that nothing was taken when no connection was made in time', async () => {
    const client = openClient(local(SESv2Client, 9, new Nowhere()), { ...once, connect: 30 });
    const failure = await failureOf(client.send(new SendEmailCommand({ Content: {} })));
    expect(failure).toMatchObject({ name: 'TimeoutError' });
    expect(meaningOf(failure, 'ses')).toBe('busy');
  });

  it('copies nothing for a log that nobody reads', async () => {
    const given: ClientSettings[] = [];
    openClient(
      class extends DynamoDBClient {
        constructor(settings: ClientSettings) {
          super(settings);
          given.push(settings);
        }
      },
    );
    const { logger } = given[0] ?? expect.fail('no client was made');
    expect([logger.info, logger.error]).toEqual([undefined, undefined]);
    const print = vi.spyOn(console, 'error');
    logger.warn();
    logger.debug();
    expect(print).not.toHaveBeenCalled();
  });
});
