import type { Language } from '../../src/commerce/words.ts';
import { say } from '../../src/journey/reading/saying.ts';
import type { AddressReport } from '../../src/model/customer-request.ts';
import { type Command, CommandError, readArguments, readLanguage, type Shell } from '../command/command.ts';
import { readOperator } from '../command/operator.ts';
import { stageOption, wayTo } from '../stage/function-options.ts';
import { addressWords } from './address-words.ts';
import { askManageCustomer } from './ask-function.ts';
import { type AddressQuestion, addressDetails, readQuestion } from './question.ts';
import { describeAddress, moment, ownListsFor, ownListsHint, warningOf } from './words.ts';

/** `reopen`: lets messages go to an address again that was closed. */
export const reopenCommand: Command = {
  usage: 'ADDRESS [--by NAME] [--yes] [--stage STAGE] [--lang en|ja]',
  about: {
    en: 'reopens an address that was closed by a bounce, a complaint or an opt-out',
    ja: '不達、迷惑メールの報告、配信停止で止まったアドレスへの送信を再開します',
  },
  details: {
    en: [
      ...addressDetails.en,
      '--by NAME       who reopens it (default: the user of this machine). The table records the name and the time',
      '--yes           does not ask for confirmation; required without a terminal',
      '--lang en|ja    English (default) or Japanese',
      '',
      'An opt-out and a complaint belong to the owner of the address: reopen it only if the owner asked for it.',
      'Earlier closings no longer count, even if they are reported again; later ones close the address again.',
      '',
      ...wayTo('manage-customer').en,
    ],
    ja: [
      ...addressDetails.ja,
      '--by NAME       再開する人の名前（既定はこのパソコンのユーザー名）。名前と日時を記録します',
      '--yes           確認を省きます。端末を使わない場合は必須です',
      '--lang en|ja    英語（既定）または日本語',
      '',
      '配信停止と迷惑メールの報告は、アドレスの持ち主の意思です。本人から依頼があった場合にだけ再開してください。',
      '以前の停止の理由は、あらためて報告されても無視します。新しい理由があれば、ふたたび停止します。',
      '',
      ...wayTo('manage-customer').ja,
    ],
  },

  async run(args, shell) {
    const text = { type: 'string' } as const;
    const options = { ...stageOption, by: text, yes: { type: 'boolean' }, lang: text } as const;
    const { values, positionals } = readArguments(args, options);
    const question = readQuestion(positionals, values.stage);
    const by = readOperator(values.by);
    const language = readLanguage(values.lang);
    const words = addressWords[language];
    const report = await askManageCustomer(question.stage, { do: 'show', address: question.address.value });
    shell.print(describeAddress(question.address, report, language));
    if (!isClosed(report)) {
      shell.print(`\n${words.isOpen}`);
      return 0;
    }
    shell.print(`\n${warningOf(report, language)}`);
    if (values.yes !== true) await confirm(shell, words.question);
    return carryOut(question, report, { by, language, shell });
  },
};

function isClosed({ suppressed, optOuts, kept }: AddressReport): boolean {
  return suppressed !== undefined || optOuts.length > 0 || kept !== undefined;
}

/** @throws CommandError unless somebody types yes */
async function confirm({ ask }: Shell, question: string): Promise<void> {
  if (ask === undefined)
    throw new CommandError(say`Not reopened: there is no terminal for the confirmation. Add --yes if you are sure.`);
  const answer = await ask(question);
  if (answer.trim().toLowerCase() !== 'yes') throw new CommandError(say`Not reopened: nothing was changed.`);
}

async function carryOut(
  { address, stage }: AddressQuestion,
  { revision: seen, suppressed }: AddressReport,
  { by, language, shell: { print } }: { readonly by: string; readonly language: Language; readonly shell: Shell },
): Promise<number> {
  const words = addressWords[language];
  const request = { do: 'reopen', address: address.value, by, seen } as const;
  const { outcome, address: report, ownList } = await askManageCustomer(stage, request);
  if (outcome === 'changed') {
    throw new CommandError(
      say`Not reopened: the address changed meanwhile. Run the command again and read the new report.`,
    );
  }
  print(`\n${words.done[outcome]}\n\n${describeAddress(address, report, language)}`);
  if (ownList === 'removed') print(`\n${words.takenOff}`);
  if (ownList === 'kept' && report.kept) print(`\n${words.staysOn(moment(report.kept.until))}`);
  const isUnsure = ownList === undefined || ownList === 'unknown';
  const hint = isUnsure ? ownListsHint(address, language) : undefined;
  const isListed = suppressed !== undefined || ownListsFor(address.kind).some(({ holdsOptOuts }) => holdsOptOuts);
  if (isListed && hint !== undefined) print(`\n${hint}`);
  return 0;
}
