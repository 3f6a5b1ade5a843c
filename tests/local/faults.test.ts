import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { describe, expect, it } from 'vitest';
import type { Call } from '../../local/aws/faults.ts';
import type { Runtime } from '../../local/aws/runtime.ts';
import { clientOf, withRuntime } from './fixture.ts';

async function sendMail(runtime: Runtime) {
  const client = new LambdaClient(clientOf(runtime));
  const Payload = JSON.stringify({ do: 'mail', to: 'ann@example.com', pk: 'ledger' });
  const answer = await client.send(new InvokeCommand({ FunctionName: 'worker', Payload }));
  client.destroy();
  return answer.FunctionError === undefined ? undefined : JSON.parse(answer.Payload?.transformToString() ?? '{}');
}

describe('an injected fault', () => {
  it('kills the function after SES took the mail and before it hears of that', () =>
    withRuntime(async (runtime) => {
      runtime.faults.inject('kill', { phase: 'after', service: 'ses', operation: 'SendEmail' });
      expect((await sendMail(runtime)).errorType).toBe('Runtime.ExitError');
      expect(runtime.outbox.mails).toHaveLength(1);
      expect(await runtime.table()).toEqual([]);
      expect(await sendMail(runtime)).toBeUndefined();
      expect(runtime.outbox.mails).toHaveLength(2);
    }));

  it('kills the function before its next write', () =>
    withRuntime(async (runtime) => {
      runtime.faults.inject('kill', { phase: 'before', service: 'dynamodb', functionName: 'worker' });
      expect((await sendMail(runtime)).errorType).toBe('Runtime.ExitError');
      expect(runtime.outbox.mails).toHaveLength(1);
      expect(await runtime.table()).toEqual([]);
    }));

  it('throttles a service once, which the SDK outlasts', () =>
    withRuntime(async (runtime) => {
      const seen: Call[] = [];
      runtime.faults.inject('throttle', { phase: 'before', operation: 'PutItem' });
      runtime.faults.add((call) => {
        seen.push(call);
        return 'pass';
      });
      expect(await sendMail(runtime)).toBeUndefined();
      const puts = seen.filter(({ phase, operation }) => phase === 'before' && operation === 'PutItem');
      expect(puts).toMatchObject([{ service: 'dynamodb', functionName: 'worker', input: { TableName: 'shop-Table' } }]);
    }));

  it('loses the answer, so that the function cannot know what became of its mail', () =>
    withRuntime(async (runtime) => {
      runtime.faults.inject('drop', { phase: 'after', service: 'ses' });
      expect((await sendMail(runtime)).errorMessage).toMatch(/socket hang up|ECONNRESET/);
      expect(runtime.outbox.mails).toHaveLength(1);
    }));
});
