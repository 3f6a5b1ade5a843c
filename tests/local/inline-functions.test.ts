import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { describe, expect, it } from 'vitest';
import { clientOf, start, withWorker } from './fixture.ts';

describe('a function in the thread of the runtime', () => {
  it('sees its own time, environment, console and errors, and leaves what is global alone', async () => {
    const realNow = Date.now();
    await withWorker(
      { Timeout: 2 },
      async (runtime) => {
        const client = new LambdaClient(clientOf(runtime));
        const invoke = async (event: object) => {
          const command = new InvokeCommand({ FunctionName: 'worker', Payload: JSON.stringify(event) });
          return JSON.parse((await client.send(command)).Payload?.transformToString() ?? 'null');
        };
        expect((await invoke({ do: 'echo', text: '注文' })).event.text).toBe('注文');
        expect(await invoke({ do: 'time' })).toEqual({ now: start, year: 2026, text: '2026-03-01T09:00:00.000Z' });
        await runtime.clock.advanceTo(start + 60_000);
        expect((await invoke({ do: 'time' })).now).toBe(start + 60_000);
        expect(await invoke({ do: 'env' })).toMatchObject({ TABLE_NAME: 'shop-Table', AWS_REGION: 'ap-northeast-1' });
        expect(await invoke({ do: 'throw' })).toMatchObject({ errorType: 'RangeError', errorMessage: 'out of range' });
        await invoke({ do: 'log' });
        expect(runtime.logs.of('worker').map(({ text }) => text)).toContain('hello from the function');

        expect((await invoke({ do: 'exit' })).errorType).toBe('Runtime.ExitError');
        expect((await invoke({ do: 'hang' })).errorMessage).toContain('Task timed out after 2.00 seconds');
        expect((await invoke({ do: 'time' })).now).toBe(start + 60_000);
      },
      { isolation: 'inline' },
    );
    expect(process.env.TABLE_NAME).toBeUndefined();
    expect(Date.now() - realNow).toBeLessThan(60_000);
  });
});
