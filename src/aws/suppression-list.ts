import {
  DeleteSuppressedDestinationCommand,
  ListSuppressedDestinationsCommand,
  NotFoundException,
  type SESv2Client,
} from '@aws-sdk/client-sesv2';
import { normaliseEmail } from '../commerce/values/email.ts';
import type { ListedAddress } from '../engine/sender/close-listed.ts';
import { logger } from './logger.ts';

/** The addresses that SES has put on the account's list since a time. */
export async function* listedSince(ses: SESv2Client, time: number): AsyncGenerator<ListedAddress> {
  let NextToken: string | undefined;
  do {
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
