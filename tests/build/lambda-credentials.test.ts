import { expect, it, onTestFinished, vi } from 'vitest';
import { defaultProvider } from '../../build/lambda-credentials.ts';

it('reads the credentials of the environment once, and again if there were none', async () => {
  onTestFinished(() => void vi.unstubAllEnvs());
  const set = (key: string | undefined) => {
    for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']) vi.stubEnv(name, key);
  };
  const credentials = defaultProvider();
  set(undefined);
  await expect(credentials()).rejects.toThrow('Unable to find environment variable credentials');
  set('first');
  expect(await credentials()).toMatchObject({ accessKeyId: 'first' });
  set('second');
  expect(await credentials()).toMatchObject({ accessKeyId: 'first' });
});
