import { describe, expect, it } from 'vitest';
import { ContractError } from '../../src/commerce/values/contract-error.ts';
import { manageSecret } from '../../src/engine/manage-secret.ts';
import { Keys } from '../../src/secrets/keys.ts';
import { readSecret } from '../../src/secrets/secret-value.ts';

const generated = 'a-secret-of-at-least-thirty-two-characters';
const now = Date.parse('2026-11-26T00:00:00Z');

describe('manage-secret', () => {
  const dependencies = (text: string) => {
    const stored = [text];
    const secret = { read: async () => stored.at(-1) ?? '', write: async (next: string) => void stored.push(next) };
    return { secret, stored, clock: () => now, newKey: () => 'k'.repeat(64) };
  };

  it('tells the key of webhooks, and stores nothing', async () => {
    const { stored, ...rest } = dependencies(generated);
    expect(await manageSecret({ do: 'webhook-key' }, rest)).toEqual({ webhookKey: new Keys(generated).webhookKey });
    expect(stored).toEqual([generated]);
  });

  it('stores another key for links, and answers with none', async () => {
    const { stored, ...rest } = dependencies(generated);
    const answer = await manageSecret({ do: 'rotate-link-key', keepDays: 400 }, rest);
    expect(answer).toEqual({ linkKeys: [{ id: '2' }, { id: '1', until: '2027-12-31T00:00:00Z' }] });
    expect(readSecret(stored[1] ?? '')).toMatchObject({ pepper: generated, linkKeys: [{ key: 'k'.repeat(64) }, {}] });
    expect(await manageSecret({ do: 'link-keys' }, rest)).toEqual(answer);
  });

  it.each([{}, { do: 'read' }, { do: 'rotate-link-key' }, { do: 'rotate-link-key', keepDays: -1 }])(
    'refuses %j',
    async (request) => {
      const { stored, ...rest } = dependencies(generated);
      await expect(manageSecret(request, rest)).rejects.toThrow(ContractError);
      expect(stored).toEqual([generated]);
    },
  );
});
