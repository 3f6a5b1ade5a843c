import {
  DeleteSuppressedDestinationCommand,
  ListSuppressedDestinationsCommand,
  NotFoundException,
  type SESv2Client,
} from '@aws-sdk/client-sesv2';
import { normaliseEmail } from '../commerce/values/email.ts';
import type { ListedAddress } from '../engine/sender/close-listed.ts';
import { logger } from './logger.ts';

/** A check reads so many pages of a thousand addresses: as many as it can close before its function's time is over. */
const mostPages = 20;

/**
 * The addresses that SES has put on the account's list since a time: the first 20,000. The others are closed when SES drops a
 * message to them.
 * @throws Error when SES names a page again that it has given
 */
export async function* listedSince(ses: SESv2Client, time: number): AsyncGenerator<ListedAddress> {
  const given = new Set<string | undefined>();
  let NextToken: string | undefined;
  do {
    if (given.has(NextToken)) throw repeatedPage();
    if (given.size === mostPages) {
      logger.warn('list of SES not read to its end', { pages: mostPages });
      return;
    }
    given.add(NextToken);
    const request = { StartDate: new Date(time), PageSize: 1000, NextToken };
    const page = await ses.send(new ListSuppressedDestinationsCommand(request));
    for (const { EmailAddress, Reason, LastUpdateTime } of page.SuppressedDestinationSummaries ?? []) {
      const address = normaliseEmail(EmailAddress ?? '');
      if (!address || LastUpdateTime === undefined) continue;
      yield { address, reason: Reason === 'COMPLAINT' ? 'complaint' : 'bounce', at: LastUpdateTime.getTime() };
    }
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
}

function repeatedPage(): Error {
  return Object.assign(new Error('SES names the same page of its list again'), { name: 'RepeatedPage' });
}

/**
 * Takes an address off the account's list, so that SES sends to it again.
 * @returns `unknown` when SES refuses or does not answer, which is logged
 */
export async function takeOffList(ses: SESv2Client, EmailAddress: string): Promise<'removed' | 'absent' | 'unknown'> {
  try {
    await ses.send(new DeleteSuppressedDestinationCommand({ EmailAddress }));
    return 'removed';
  } catch (error) {
    if (error instanceof NotFoundException) return 'absent';
    logger.warn('address stays on the list of SES', { error: error instanceof Error ? error.name : String(error) });
    return 'unknown';
  }
}
