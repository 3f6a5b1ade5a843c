import {
  InvokeCommand,
  LambdaClient,
  ListFunctionsCommand,
  UpdateFunctionConfigurationCommand,
  type UpdateFunctionConfigurationCommandInput,
} from '@aws-sdk/client-lambda';
import { describe, expect, it } from 'vitest';
import type { Runtime } from '../../local/aws/runtime.ts';
import { clientOf, start, withRuntime, withWorker } from './fixture.ts';

async function invoke(runtime: Runtime, event: unknown) {
  const client = new LambdaClient(clientOf(runtime));
  const answer = await client.send(new InvokeCommand({ FunctionName: 'worker', Payload: JSON.stringify(event) }));
  client.destroy();
  return { error: answer.FunctionError, result: JSON.parse(answer.Payload?.transformToString() ?? 'null') };
}

describe('a function in its worker', () => {
  it('gets the event, its own ARN and the time it has left', () =>
    withRuntime(async (runtime) => {
      const { result } = await invoke(runtime, { do: 'echo', text: '注文' });
      expect(result.event.text).toBe('注文');
      expect(result.arn).toBe('arn:aws:lambda:ap-northeast-1:000000000000:function:worker');
      expect(result.remaining).toBeGreaterThan(500);
    }));

  it('sees the local time in Date, whatever the real one', () =>
    withRuntime(async (runtime) => {
      expect((await invoke(runtime, { do: 'time' })).result.now).toBe(start);
      await runtime.clock.advanceTo(start + 400 * 86_400_000);
      const { result } = await invoke(runtime, { do: 'time' });
      expect(result).toEqual({ now: start + 400 * 86_400_000, year: 2027, text: '2027-04-05T09:00:00.000Z' });
    }));

  it('has the variables of the template and of Lambda', () =>
    withRuntime(async (runtime) => {
      const { result } = await invoke(runtime, { do: 'env' });
      expect(result).toMatchObject({
        TABLE_NAME: 'shop-Table',
        LINKS_URL: runtime.endpoint,
        AWS_ENDPOINT_URL: runtime.endpoint,
        AWS_REGION: 'ap-northeast-1',
        AWS_LAMBDA_FUNCTION_NAME: 'worker',
      });
    }));

  it('reports what it throws with the type of the error', () =>
    withRuntime(async (runtime) => {
      const { error, result } = await invoke(runtime, { do: 'throw' });
      expect(error).toBe('Unhandled');
      expect(result).toMatchObject({ errorType: 'RangeError', errorMessage: 'out of range' });
    }));

  it('is ended when its time is over, and the next invocation finds a new container', () =>
    withWorker({ Timeout: 2 }, async (runtime) => {
      const { result } = await invoke(runtime, { do: 'hang' });
      expect(result.errorType).toBe('Sandbox.Timedout');
      expect(result.errorMessage).toContain('Task timed out after 2.00 seconds');
      expect((await invoke(runtime, { do: 'time' })).error).toBeUndefined();
    }));

  it('survives a crash as a new container', () =>
    withRuntime(async (runtime) => {
      expect((await invoke(runtime, { do: 'exit' })).result.errorType).toBe('Runtime.ExitError');
      expect((await invoke(runtime, { do: 'time' })).error).toBeUndefined();
    }));

  it('is replaced when it dies between two invocations', () =>
    withRuntime(async (runtime) => {
      for (let round = 0; round < 3; round++) {
        await invoke(runtime, { do: 'dieLater' });
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      expect((await invoke(runtime, { do: 'time' })).error).toBeUndefined();
    }));

  it('is replaced when its description or environment is changed, once it has finished what it does', () =>
    withRuntime(async (runtime) => {
      const client = new LambdaClient(clientOf(runtime));
      const change = (input: Omit<UpdateFunctionConfigurationCommandInput, 'FunctionName'>) =>
        client.send(new UpdateFunctionConfigurationCommand({ FunctionName: 'worker', ...input }));
      const { result: before } = await invoke(runtime, { do: 'env' });
      const running = invoke(runtime, { do: 'put', pk: 'customer#1' });
      expect(await change({ Description: 'key rotated' })).toMatchObject({ Description: 'key rotated' });
      expect((await running).error).toBeUndefined();
      const { result: after } = await invoke(runtime, { do: 'env' });
      expect(after.AWS_ACCESS_KEY_ID).not.toBe(before.AWS_ACCESS_KEY_ID); // each container has its own
      expect(after).toMatchObject({ TABLE_NAME: before.TABLE_NAME, LINKS_URL: before.LINKS_URL });
      await change({ Environment: { Variables: { COLOUR: 'red' } } });
      const { result: red } = await invoke(runtime, { do: 'env' });
      expect([red.COLOUR, red.TABLE_NAME, red.AWS_REGION]).toEqual(['red', undefined, 'ap-northeast-1']);
      await expect(change({ Timeout: 3 })).rejects.toThrow('Timeout cannot be changed locally');
      await expect(change({ Description: 'x'.repeat(257) })).rejects.toThrow('at most 256');
      await expect(change({ Environment: { Variables: { A: 'x'.repeat(4096) } } })).rejects.toThrow('4096 bytes');
      client.destroy();
    }));

  it('does not keep the runtime from stopping while it runs', async () => {
    let invocation: ReturnType<typeof invoke> | undefined;
    await withRuntime(async (runtime) => {
      invocation = invoke(runtime, { do: 'hang' });
      await expect.poll(() => runtime.logs.of('worker').length, { timeout: 30_000 }).toBe(1); // it runs
    });
    const { result } = (await invocation) ?? expect.fail('it was not invoked');
    expect(result.errorMessage).toContain('signal: killed'); // long before its time is over
  });

  it('has its console kept', () =>
    withRuntime(async (runtime) => {
      await invoke(runtime, { do: 'log' });
      await expect
        .poll(() => runtime.logs.of('worker'))
        .toMatchObject([{ text: 'hello from the function', at: start }]);
    }));

  it('is listed by the Lambda API', () =>
    withRuntime(async (runtime) => {
      const client = new LambdaClient(clientOf(runtime));
      const { Functions } = await client.send(new ListFunctionsCommand({}));
      expect(Functions?.map(({ FunctionName }) => FunctionName)).toEqual(['worker']);
      client.destroy();
    }));

  it('is tried three times when invoked asynchronously, then its event is a dead letter', () =>
    withRuntime(async (runtime) => {
      const client = new LambdaClient(clientOf(runtime));
      const event = JSON.stringify({ do: 'throw' });
      await client.send(new InvokeCommand({ FunctionName: 'worker', InvocationType: 'Event', Payload: event }));
      await runtime.play();
      expect(runtime.clock.now()).toBe(start + 180_000);
      expect(runtime.deadLetters()).toMatchObject([{ queue: 'undelivered', message: { body: event } }]);
      client.destroy();
    }));
});
