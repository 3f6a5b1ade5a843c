import { partsOfKey } from '../../../src/model/message.ts';

/** A message's tags: those of SES, or the context of an SMS, which leaves out the parts of the message's key. */
type Tags = Readonly<Record<string, string>>;

/** The step that sent a message, and the variant that the run got, if the step has any. */
export function stepOf({ step, message = '', variant }: Tags): string {
  return withMessage(step ?? partsOfKey(message).step, variant);
}

/** The step, and in brackets the name of its message if it is called otherwise. */
export function withMessage(step: string, message: string | undefined): string {
  return message === undefined || message === '' || message === step ? step : `${step} (${message})`;
}
