import type { ListSuppressedDestinationsCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { describe, expect, it } from 'vitest';
import { listedSince } from '../../src/aws/suppression-list.ts';

type Page = { readonly token: string | undefined };

/** SES with a list of pages that hold an address each; counts what is asked. */
function sesWith(nextOf: (page: Page, index: number) => string | undefined) {
  const asked: (string | undefined)[] = [];
  const send = async ({ input }: ListSuppressedDestinationsCommand) => {
    const index = asked.push(input.NextToken) - 1;
    const EmailAddress = `guest-${index}@example.com`;
    const SuppressedDestinationSummaries = [{ EmailAddress, Reason: 'BOUNCE', LastUpdateTime: new Date(index) }];
    return { SuppressedDestinationSummaries, NextToken: nextOf({ token: input.NextToken }, index) };
  };
  return { asked, ses: { send } as unknown as SESv2Client }; // all that is called of it
}

async function read(ses: SESv2Client): Promise<{ readonly found: string[]; readonly error?: unknown }> {
  const found: string[] = [];
  try {
    for await (const { address } of listedSince(ses, 0)) found.push(address);
    return { found };
  } catch (error) {
    return { found, error };
  }
}

describe('the list of SES', () => {
  it('is read page by page to its end', async () => {
    const { ses, asked } = sesWith((_page, index) => (index < 2 ? `page-${index + 1}` : undefined));
    expect(await read(ses)).toEqual({ found: [0, 1, 2].map((n) => `guest-${n}@example.com`) });
    expect(asked).toEqual([undefined, 'page-1', 'page-2']);
  });

  it.each<[string, (page: Page) => string, number]>([
    ['itself', () => 'again', 2],
    ['one before it', ({ token }) => (token === 'one' ? 'two' : 'one'), 3],
  ])('gives what it has, and an error, when a page names %s as the next', async (_which, nextOf, pages) => {
    const { ses } = sesWith(nextOf);
    const { found, error } = await read(ses);
    expect(found).toHaveLength(pages);
    expect(error).toMatchObject({ message: 'SES names the same page of its list again' });
  });

  it('is not read without end', async () => {
    const { ses, asked } = sesWith((_page, index) => `page-${index + 1}`);
    expect((await read(ses)).found).toHaveLength(20);
    expect(asked).toHaveLength(20);
  });
});
