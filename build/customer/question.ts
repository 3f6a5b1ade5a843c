import { say } from '../../src/journey/reading/saying.ts';
import { type NamedAddress, readAddress } from '../../src/model/customer-request.ts';
import { type HelpLines, refuseMore, UsageError } from '../command/command.ts';
import { type Stage, stageNamed } from '../stage/stage.ts';

/** The notes of every command about an address. */
export const addressDetails: HelpLines = {
  en: [
    'ADDRESS         an e-mail address, or a phone number with its country code: +819012345678',
    '--stage STAGE   a stage of infra/settings.ts (default dev)',
  ],
  ja: [
    'ADDRESS         メールアドレス、または国番号付きの電話番号（+819012345678 など）',
    '--stage STAGE   infra/settings.ts のステージ（既定 dev）',
  ],
};

/** The address that a command is about, and the stage. */
export interface AddressQuestion {
  readonly address: NamedAddress;
  readonly stage: Stage;
}

/**
 * Reads what every sub-command is told.
 * @throws UsageError when the words are not one address, or there is no such stage
 */
export function readQuestion([word, ...others]: readonly string[], stage: string | undefined): AddressQuestion {
  if (word === undefined) throw new UsageError(say`Which address? Give an e-mail address or a phone number.`);
  refuseMore(others, say`name one address`);
  const address = readAddress(word);
  if (address) return { address, stage: stageNamed(stage) };
  throw new UsageError(
    say`"${word}" is not an address: give an e-mail address such as mia@example.com, or a phone number such as +819012345678.`,
  );
}
