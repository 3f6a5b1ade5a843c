import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type Runtime, startRuntime } from '../../local/aws/runtime.ts';
import { connectShop, demoSecret, routeOfShop } from '../../local/demo/connection.ts';
import { AftercartClient, type PostedEvent } from '../../src/client/client.ts';
import { verifyStandard } from '../../src/connectors/contract/standard-webhooks.ts';
import { switchOff } from '../fixtures/switch-off.ts';
import { cpuNow } from './cpu-of.ts';
import { median, type Report } from './report.ts';

const rounds = 9;
const perRound = 60;

/** What posts an order, and how long each answer took, in milliseconds. */
interface Way {
  readonly client: AftercartClient;
  readonly cpu: number[];
  readonly answers: number[];
}

/**
 * CPU from a signed request to its answer, by the route of the local runtime: HTTP server, API Gateway's event, the function's real
 * bundle, SQS. Beside it a server that does what no receiver can do without.
 * @param cdkOut a stack with connectors
 */
export async function reportConnect(cdkOut: string): Promise<Report> {
  const clock = { jump: true, together: 0 } as const;
  const runtime = await startRuntime({ cdkOut, clock, isolation: 'inline', containers: 1 });
  const bare = await openBare(runtime);
  try {
    await switchOff(runtime, () => true);
    const ours = wayTo(await connectedClient(runtime));
    const { port } = bare.address() as AddressInfo; // it listens on a port
    const baseline = wayTo(clientOf(runtime, `http://127.0.0.1:${port}`));
    for (let round = 0; round <= rounds; round += 1) {
      for (const way of [ours, baseline]) await postRound(way, round, runtime);
      await runtime.play({ until: runtime.clock.now() + 60_000 }); // what was received becomes events
    }
    return report(ours, baseline);
  } finally {
    bare.close();
    bare.closeAllConnections();
    await runtime.stop();
  }
}

async function connectedClient(runtime: Runtime): Promise<AftercartClient> {
  if ((await connectShop(runtime)) === undefined) throw new Error('The stack has no connector for signed HTTP.');
  return clientOf(runtime, runtime.endpoint + routeOfShop);
}

function wayTo(client: AftercartClient): Way {
  return { client, cpu: [], answers: [] };
}

function clientOf(runtime: Runtime, url: string): AftercartClient {
  return new AftercartClient({ url, secret: demoSecret, now: () => runtime.clock.now() });
}

/** Verifies, parses, puts the body on the queue with the bare SDK, and answers. */
async function openBare(runtime: Runtime): Promise<Server> {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new SQSClient({ endpoint: runtime.endpoint, region: 'ap-northeast-1', credentials });
  const queues = runtime.stack.ofType('AWS::SQS::Queue').map(({ name }) => name);
  const name = queues.find((one) => one.endsWith('-undelivered')) ?? '';
  const QueueUrl = `${runtime.endpoint}/000000000000/${name}`;
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const bytes = await buffer(request);
    const headers = Object.fromEntries(Object.entries(request.headers).map(([key, value]) => [key, String(value)]));
    const { verdict } = verifyStandard(
      { path: '/', headers, bytes },
      { secrets: [demoSecret], now: runtime.clock.now() },
    );
    const { events } = JSON.parse(bytes.toString());
    const Entries = [{ Id: '0', MessageBody: JSON.stringify({ events, verdict }) }];
    await client.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    response.end(JSON.stringify({ results: [{ status: verdict }] }));
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return server;
}

/** The first round warms up, and is not counted. */
async function postRound({ client, cpu, answers }: Way, round: number, { clock }: Runtime): Promise<void> {
  const before = cpuNow();
  for (let number = 0; number < perRound; number += 1) {
    const begun = performance.now();
    const results = await client.post([orderOf(String(10_000 + round * 1000 + number), clock.now())]);
    if (results[0]?.status !== 'accepted') throw new Error(`An order was refused: ${JSON.stringify(results)}`);
    if (round > 0) answers.push(performance.now() - begun);
  }
  if (round > 0) cpu.push((cpuNow() - before) / perRound);
}

function orderOf(id: string, now: number): PostedEvent {
  const price = { amount: 4800, currency: 'JPY' };
  return {
    type: 'order.placed',
    detail: {
      id: `order-${id}-placed`,
      occurredAt: new Date(now).toISOString(),
      customer: { id: `c-${id}`, email: `customer-${id}@example.com`, locale: 'ja', country: 'JP' },
      order: { id, total: price, lines: [{ productId: 'mug', title: 'Stoneware mug', quantity: 1, price }] },
    },
  };
}

function report(ours: Way, bare: Way): Report {
  const [mine, theirs] = [ours, bare].map(({ answers }) => answers.toSorted((one, other) => one - other));
  const slowest = (answers: readonly number[] = []) => answers[Math.floor(answers.length * 0.99)] ?? Number.NaN;
  return {
    title: 'connect',
    about: `${rounds * perRound} orders, each by a signed request of its own to the connector for HTTP on this machine, in ${rounds} rounds: server,
receive-delivery, queue, answer. Baseline: a bare server that verifies the same signature, parses the body and puts it on a queue with
the bare SDK. Both include the client. The ratio is the middle of the rounds'.`,
    figures: [
      {
        what: 'CPU a request',
        measured: `${median(ours.cpu).toFixed(2)} ms`,
        baseline: `${median(bare.cpu).toFixed(2)} ms`,
        ratio: median(ours.cpu.map((time, round) => time / (bare.cpu[round] ?? Number.NaN))),
      },
      time('from request to answer', median(mine ?? []), median(theirs ?? [])),
      time('the same, 99 of 100', slowest(mine), slowest(theirs)),
    ],
  };
}

function time(what: string, measured: number, baseline: number) {
  return {
    what,
    measured: `${measured.toFixed(1)} ms`,
    baseline: `${baseline.toFixed(1)} ms`,
    ratio: measured / baseline,
  };
}
