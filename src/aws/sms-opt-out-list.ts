import {
  DeleteOptedOutNumberCommand,
  PinpointSMSVoiceV2Client,
  PutOptedOutNumberCommand,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import type { OptOutList, Unlisting } from '../channels/contract/opt-out-list.ts';
import { nameOfFailure } from '../model/failures.ts';
import { openClient } from './clients.ts';
import { type Environment, optionalVariable } from './env.ts';
import { onFirstUse } from './first-use.ts';
import { logger } from './logger.ts';

/**
 * The opt-out list of the number that texts come from. AWS takes a number off it once in 30 days (DeleteOptedOutNumber);
 * an earlier request is refused as PHONE_NUMBER_CANNOT_BE_OPTED_IN.
 */
export class SmsOptOutList implements OptOutList {
  readonly #client: () => Pick<PinpointSMSVoiceV2Client, 'send'>;
  readonly #list: string;

  /** @param list its name, or its ARN where another account shares it */
  constructor(client: () => Pick<PinpointSMSVoiceV2Client, 'send'>, list: string) {
    this.#client = client;
    this.#list = list;
  }

  async add(number: string): Promise<void> {
    try {
      await this.#client().send(new PutOptedOutNumberCommand(this.#entry(number)));
    } catch (error) {
      if (!isRefusal(error)) throw error;
      logger.warn('number is not put on the opt-out list', { reason: nameOfFailure(error) }); // our own records close it all the same
    }
  }

  async remove(number: string): Promise<Unlisting> {
    try {
      await this.#client().send(new DeleteOptedOutNumberCommand(this.#entry(number)));
      return 'removed';
    } catch (error) {
      if (isAbsent(error)) return 'absent';
      if (!isRefusal(error)) throw error;
      logger.warn('number stays on the opt-out list', { reason: nameOfFailure(error) });
      return 'kept';
    }
  }

  #entry(OptedOutNumber: string) {
    return { OptOutListName: this.#list, OptedOutNumber };
  }
}

/** The list that the environment names; undefined in a stage that sends no texts. Few calls need a client of it. */
export function openSmsOptOutList(env: Environment): SmsOptOutList | undefined {
  const list = optionalVariable(env, 'SMS_OPT_OUT_LIST');
  if (list === undefined) return undefined;
  const client = onFirstUse(() => openClient(PinpointSMSVoiceV2Client));
  return new SmsOptOutList(client, list);
}

/** Takes a number off the list, for somebody who waits for an answer. @returns `unknown` when the service does not answer, which is logged */
export async function takeOffNumber(list: OptOutList, number: string): Promise<Unlisting | 'unknown'> {
  try {
    return await list.remove(number);
  } catch (error) {
    logger.warn('number may stay on the opt-out list', { reason: nameOfFailure(error) });
    return 'unknown';
  }
}

/** The answers that are about this number, and the same however often it is asked. */
function isRefusal(error: unknown): boolean {
  return error instanceof Error && ['ValidationException', 'ConflictException'].includes(error.name);
}

/** The list itself may be missing too: that is a fault of the settings, which a person mends. */
function isAbsent(error: unknown): boolean {
  if (!(error instanceof Error) || error.name !== 'ResourceNotFoundException') return false;
  return (error as { readonly ResourceType?: string }).ResourceType !== 'opt-out-list'; // as the API describes it
}
