import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { describe, expect, it } from 'vitest';
import { connectorSecrets } from '../../src/aws/connector-secrets.ts';
import { loadKeys } from '../../src/aws/secret.ts';
import { SettingError } from '../../src/model/errors.ts';
import { Keys } from '../../src/secrets/keys.ts';
import { readSecret, withNewLinkKey, writeSecret } from '../../src/secrets/secret-value.ts';

const generated = 'a-secret-of-at-least-thirty-two-characters';
const day = 24 * 60 * 60 * 1000;
const now = Date.parse('2026-11-26T00:00:00Z');

/** The secret after a rotation. */
function rotated(secret: string, keepDays = 400, at = now): string {
  const key = `another-key-of-at-least-32-characters-${secret.length}`;
  return writeSecret(withNewLinkKey(readSecret(secret), { key, now: at, keepDays }));
}

/** A token from before tokens named a key: the signature alone stands behind the last dot. */
function tokenWithoutKeyId(keys: Keys, text: string): string {
  return keys.sign(text).replace(/\.1(?=[\w-]{43}$)/, '.');
}

describe('a link', () => {
  const first = new Keys(generated);

  it('names the key that signed it', () => {
    expect(first.sign('a.b')).toMatch(/^a\.b\.1[\w-]{43}$/);
    expect(new Keys(rotated(generated), now).sign('a.b')).toMatch(/^a\.b\.2[\w-]{43}$/);
  });

  it('from before links named a key is good, also after a rotation', () => {
    const old = tokenWithoutKeyId(first, 'a.b');
    expect(old).toMatch(/^a\.b\.[\w-]{43}$/);
    expect(first.verify(old)).toBe('a.b');
    expect(new Keys(rotated(generated), now).verify(old)).toBe('a.b');
  });

  it('of a key before is good until its time is over, and of those before that until theirs', () => {
    const secret = rotated(rotated(generated, 100), 400, now + 50 * day);
    const second = new Keys(rotated(generated, 100), now);
    for (const [at, good] of [
      [now + 99 * day, ['1', '2', '3']],
      [now + 101 * day, ['2', '3']],
      [now + 451 * day, ['3']],
    ] as const) {
      const keys = new Keys(secret, at);
      const tokens = { '1': first.sign('a'), '2': second.sign('a'), '3': keys.sign('a') };
      expect(Object.entries(tokens).flatMap(([id, token]) => (keys.verify(token) ? [id] : []))).toEqual(good);
    }
  });

  it('of a key that has leaked is worthless at once', () => {
    const keys = new Keys(rotated(generated, 0), now);
    expect(keys.verify(first.sign('a.b'))).toBeUndefined();
    expect(keys.verify(tokenWithoutKeyId(first, 'a.b'))).toBeUndefined();
  });

  it('that names a key with the signature of another is refused', () => {
    const keys = new Keys(rotated(generated), now);
    expect(keys.verify(keys.sign('a.b').replace('.2', '.1'))).toBeUndefined();
    expect(keys.verify(keys.sign('a.b').replace('.2', '.9'))).toBeUndefined();
    expect(keys.verify('a.b.9')).toBeUndefined();
  });
});

describe('a rotation', () => {
  it('leaves hashes, coupons and webhooks as they were', () => {
    const [before, after] = [new Keys(generated), new Keys(rotated(rotated(generated)), now)];
    expect(after.hash('email', 'a@example.com')).toBe(before.hash('email', 'a@example.com'));
    expect(after.couponSeed('c', 'r')).toEqual(before.couponSeed('c', 'r'));
    expect(after.signWebhook('text')).toBe(before.signWebhook('text'));
  });

  it('does not make a key good for longer that is on its way out', () => {
    const { linkKeys } = readSecret(rotated(rotated(generated, 30), 400));
    expect(linkKeys.map(({ id, until }) => [id, until && (until - now) / day])).toEqual([
      ['3', undefined],
      ['2', 400],
      ['1', 30],
    ]);
  });

  it.each(['{', '{}', '{"pepper":"x"}', `{"pepper":"${generated}","linkKeys":[]}`, 'short'])(
    'refuses %j as a secret, without saying what it holds',
    (text) => {
      expect(() => readSecret(text)).toThrow(SettingError);
      expect(() => readSecret(text)).not.toThrow(text);
    },
  );
});

describe('keys that a container has read', () => {
  const told = new Keys(rotated(generated), now).sign('a.b');

  it('are read again for a token that names a newer one, at most once a minute', async () => {
    const mock = mockClient(SecretsManagerClient);
    mock.on(GetSecretValueCommand).resolvesOnce({ SecretString: generated });
    let time = now;
    const load = loadKeys(new SecretsManagerClient({}), 'id', () => time);
    expect((await load(told)).verify(told)).toBeUndefined();
    mock.on(GetSecretValueCommand).resolves({ SecretString: rotated(generated) });
    time += 59_000;
    expect((await load(told)).verify(told)).toBeUndefined();
    time += 1000;
    expect((await load(told)).verify(told)).toBe('a.b');
    await load();
    await load(told);
    expect(mock.calls()).toHaveLength(2);
  });
});

describe('the secrets of connectors', () => {
  it('stay good while they cannot be read again, which is tried every five seconds', async () => {
    let now = 0;
    let asked = 0;
    let isBusy = true;
    const client = mockClient(SecretsManagerClient);
    client.on(GetSecretValueCommand).callsFake(() => {
      asked += 1;
      if (isBusy) throw Object.assign(new Error('Rate exceeded'), { name: 'ThrottlingException', $metadata: {} });
      return { SecretString: '{}' };
    });
    const secrets = connectorSecrets(new SecretsManagerClient({ region: 'eu-west-1' }), 'id', () => now);
    await expect(secrets()).rejects.toThrow('Rate exceeded');
    isBusy = false;
    expect(await secrets()).toEqual({});
    isBusy = true;
    now += 61_000;
    for (let nth = 0; nth < 5; nth += 1) expect(await secrets()).toEqual({});
    expect(asked).toBe(3);
    now += 5_000;
    await secrets();
    expect(asked).toBe(4);
  });
});
