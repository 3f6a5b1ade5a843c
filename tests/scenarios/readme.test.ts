import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, inject, it } from 'vitest';
import { startRuntime } from '../../local/aws/runtime.ts';
import { parseClockMode } from '../../local/aws/virtual-clock.ts';
import { outboxPages } from '../../local/demo/outbox/pages.ts';
import { sendersFor } from '../../local/start/senders.ts';

const root = join(import.meta.dirname, '../..');
const run = promisify(execFile);

/** The example of a README, as it stands there: only its address and npm are replaced by ours. */
function example(endpoint: string, file: string): string {
  const readme = readFileSync(join(root, file), 'utf8');
  const [, script = ''] = /```sh\n(export AWS_ENDPOINT_URL[\s\S]*?)```/.exec(readme) ?? [];
  const { port } = new URL(endpoint);
  return script
    .replaceAll('http://127.0.0.1:4310', endpoint)
    .replaceAll('npm run -s events --', `"${process.execPath}" build/events-command.ts`)
    .replaceAll('npm run -s clock --', `"${process.execPath}" local/clock-command.ts --port ${port}`);
}

describe('the example of the README', () => {
  it('can be played to its end: an order, its parcel, a question, a review, a coupon', async () => {
    const [english, japanese] = ['README.md', 'README.ja.md'].map((file) => example('http://127.0.0.1:1', file));
    const withoutComments = (script = '') => script.replaceAll(/# .*$/gm, '#');
    expect(withoutComments(japanese)).toBe(withoutComments(english));
    expect(english).toContain('shop order.placed');
    const cdkOut = inject('cdkOut');
    const runtime = await startRuntime({
      cdkOut,
      clock: parseClockMode('step'),
      startTime: Date.UTC(2026, 5, 30, 1),
      isolation: 'inline',
      ...sendersFor(cdkOut),
      pages: outboxPages,
    });
    runtime.clock.start();
    const { stdout } = await run('bash', ['-euc', example(runtime.endpoint, 'README.md')], { cwd: root });
    const steps = runtime.outbox.messages.map(({ to, tags }) => `${to} ${tags.journey}/${tags.step}`);
    const { running, coupon } = {
      running: runtime.executions().filter(({ status }) => status === 'RUNNING').length,
      coupon: runtime.outbox.mails.at(-1)?.text,
    };
    await runtime.stop();
    expect(steps, stdout).toEqual([
      'me@example.com post-purchase/thanks',
      'me@example.com shipping-arrival/arrived',
      'me@example.com post-purchase/how-to-use',
      'me@example.com satisfaction/how-was-it',
      'me@example.com satisfaction/thanks',
      'me@example.com review-request/ask',
      'me@example.com review-thanks/thank-you-coupon',
    ]);
    expect(coupon).toContain('5%');
    expect(running).toBeGreaterThan(0); // the clock did not run away from what is still to come
  });
});
