import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { bundleFunctions } from '../../build/bundle.ts';
import { buildCatalogue } from '../../build/catalogue.ts';
import { type RuntimeOptions, startRuntime } from '../../local/aws/runtime.ts';
import { AwsApi } from '../../local/aws/server/aws.ts';
import { parseOptions } from '../../local/start/options.ts';
import { choosePlay, perform } from '../../local/start/plays.ts';
import { sendersFor } from '../../local/start/senders.ts';
import { switchOff } from '../fixtures/switch-off.ts';
import { copyStateMachines, settings, synthesizeOwn } from '../global-setup.ts';

const root = mkdtempSync(join(tmpdir(), 'aftercart-direct-'));
afterAll(() => rmSync(root, { recursive: true }));

/** Everything that is left of a short play: the table, the messages, the executions. */
async function played(isolation: RuntimeOptions['isolation'], cdkOut = inject('cdkOut')): Promise<object> {
  const play = await choosePlay(parseOptions(['--customers', '3', '--days', '3']));
  const runtime = await startRuntime({
    cdkOut,
    clock: { jump: true, together: 2000 },
    startTime: play.start,
    containers: 1,
    isolation: isolation ?? 'threads',
    ...sendersFor(cdkOut),
    feedback: { mail: play.feedback },
  });
  await switchOff(runtime, () => false); // but for the rounds of connectors, which would be most of what is called
  await perform(runtime, play, {});
  const items = (await runtime.table()).map((item) => {
    // How often an item was written depends on which of two functions that run side by side comes first.
    const { write: _write, rev: _rev, ...rest } = unmarshall(item as Parameters<typeof unmarshall>[0]); // DynamoDB's JSON
    return JSON.stringify(rest);
  });
  const messages = runtime.outbox.messages.map(({ to, at, channel, tags }) => ({ to, at, channel, tags }));
  const executions = runtime.executions().map(({ name, status }) => `${name} ${status}`);
  const letters = runtime.deadLetters().length;
  await runtime.stop();
  return { items: items.sort(), messages, executions: executions.sort(), letters };
}

/** The stack as `npm start` synthesizes it: its functions may be answered without a request. */
async function answeredDirectly(): Promise<string> {
  copyStateMachines(root);
  const catalogue = await buildCatalogue(join(root, 'statemachines'));
  const bundling = { outDir: join(root, 'bundles'), catalogue, catalogueIn: 'file', asksDirectly: true } as const;
  return synthesizeOwn(await bundleFunctions(bundling), root, settings);
}

describe('functions in the thread of the runtime', () => {
  let inline: object;
  beforeAll(async () => {
    inline = await played('inline');
  });

  it('leave the same table, messages and executions as functions in threads of their own', async () => {
    expect(inline).toEqual(await played('threads'));
    expect(inline).toMatchObject({ messages: { length: expect.any(Number) } });
  });

  it('leave the same when their requests are answered without being made', async () => {
    const [performed, made] = [vi.spyOn(AwsApi.prototype, 'perform'), vi.spyOn(AwsApi.prototype, 'answer')];
    const direct = await played('inline', await answeredDirectly());
    const [answered, requested] = [performed.mock.calls.length, made.mock.calls.length];
    vi.restoreAllMocks();
    expect(direct).toEqual(inline);
    expect(answered).toBeGreaterThan(100);
    expect(requested).toBeLessThan(answered);
  });
});
