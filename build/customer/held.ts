import { readSpeltChat } from '../../src/commerce/customer/identity.ts';
import { say } from '../../src/journey/reading/saying.ts';
import type { FoundCustomer } from '../../src/model/data-request.ts';
import { CommandError, type HelpLines, inEach, refuseMore, UsageError } from '../command/command.ts';
import type { Stage } from '../stage/stage.ts';
import { askManageData } from './ask-data.ts';
import { dataWords } from './data-words.ts';

/** The notes of the commands about a customer. */
export const customerDetails: HelpLines = {
  en: [
    'ADDRESS|ID      an e-mail address, a phone number with its country code, a name with its service (instagram:@tea, x:@tea,',
    '                facebook:tea.house, line:U…), the store’s own id of the customer, or the key of a customer in our logs.',
    '                An address leads to the customer who has it today',
    '--stage STAGE   a stage of infra/settings.ts (default dev)',
    '--lang en|ja    English (default) or Japanese',
  ],
  ja: [
    'ADDRESS|ID      メールアドレス、国番号付きの電話番号、サービス名付きの名前（instagram:@tea、x:@tea、',
    '                facebook:tea.house、line:U…）、ショップの顧客ID、またはログにあるお客様のキー。',
    '                アドレスを指定すると、現在そのアドレスを使っているお客様が対象になります',
    '--stage STAGE   infra/settings.ts のステージ（既定 dev）',
    '--lang en|ja    英語（既定）または日本語',
  ],
};

/** The one address or id of a command line. @throws UsageError when there is none, or more */
export function readWho([word, ...others]: readonly string[]): string {
  if (word === undefined)
    throw new UsageError(say`Whose data? Give an e-mail address, a phone number, or the store’s id.`);
  refuseMore(others, say`name one customer`);
  refuseMisspeltChat(word);
  return word.trim();
}

/** @throws UsageError when a service is named, and what follows is no name there */
function refuseMisspeltChat(word: string): void {
  const chat = readSpeltChat(word);
  if (chat === undefined || chat.value !== undefined) return;
  throw new UsageError(say`"${word}" is no name there: ${chatForms[chat.kind]}.`);
}

const chatForms = {
  lineId: say`a LINE user id is U and 32 hexadecimal digits, such as line:U4af4980629…`,
  instagram: say`an Instagram user name has 1 to 30 letters, digits, dots and underscores, such as instagram:@tea`,
  x: say`a user name on X has 1 to 15 letters, digits and underscores, such as x:@tea`,
  facebook: say`a Facebook user name has 5 to 50 letters, digits and dots, or is a numeric id, such as facebook:tea.house`,
} as const;

/** Finds the customer. @throws CommandError when nobody is known */
export async function findAt(stage: Stage, who: string): Promise<FoundCustomer> {
  const found = await askManageData(stage, { do: 'find', who });
  if (found.found) return found;
  throw new CommandError(inEach((language) => dataWords[language].nobody(who, found.former)));
}
