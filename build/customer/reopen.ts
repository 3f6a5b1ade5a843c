import { userInfo } from 'node:os';
import { type AddressReport, isOperatorName } from '../../src/model/customer-request.ts';
import { type Command, CommandError, readArguments, type Shell, UsageError } from '../command/command.ts';
import { stageOption, wayTo } from '../stage/function-options.ts';
import { askManageCustomer } from './ask-function.ts';
import { type AddressQuestion, addressDetails, readQuestion } from './question.ts';
import { describeAddress, ownListsFor, ownListsHint, warningOf } from './words.ts';

/** `reopen`: lets messages go to an address again that was closed. */
export const reopenCommand: Command = {
  usage: 'ADDRESS [--by NAME] [--yes] [--stage STAGE]',
  about: 'reopens an address that a bounce, a complaint or an opt-out has closed',
  details: [
    ...addressDetails,
    '--by NAME       who reopens it; without it the user of this machine. The table keeps it beside the time',
    '--yes           does not ask; needed where nobody sits at a terminal',
    '',
    'An opt-out and a complaint belong to the owner of the address: reopen it only when the owner has asked for it.',
    'What closed the address so far counts no more, also when it is heard of again; what comes after closes it again.',
    '',
    ...wayTo('manage-customer'),
  ],

  async run(args, shell) {
    const options = { ...stageOption, by: { type: 'string' }, yes: { type: 'boolean' } } as const;
    const { values, positionals } = readArguments(args, options);
    const question = readQuestion(positionals, values.stage);
    const by = readName(values.by);
    const report = await askManageCustomer(question.stage, { do: 'show', address: question.address.value });
    shell.print(describeAddress(question.address, report));
    if (!isClosed(report)) {
      shell.print('\nNothing closes it: there is nothing to reopen.');
      return 0;
    }
    shell.print(`\n${warningOf(report)}`);
    if (values.yes !== true) await confirm(shell);
    return carryOut(question, report, by, shell);
  },
};

function readName(given: string | undefined): string {
  const name = (given ?? userName()).trim();
  if (isOperatorName(name)) return name;
  throw new UsageError('--by takes a name of one line and at most 100 characters: who reopens the address.');
}

/** The user of this machine. A container may run as one that has no name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}

function isClosed({ suppressed, optOuts }: AddressReport): boolean {
  return suppressed !== undefined || optOuts.length > 0;
}

/** @throws CommandError unless somebody types yes */
async function confirm({ ask }: Shell): Promise<void> {
  if (ask === undefined) throw new CommandError('Not reopened: nobody is there to ask. Say --yes if you are sure.');
  const answer = await ask('Reopen it? Type yes: ');
  if (answer.trim().toLowerCase() !== 'yes') throw new CommandError('Not reopened: nothing was changed.');
}

async function carryOut(
  { address, stage }: AddressQuestion,
  { revision: seen, suppressed }: AddressReport,
  by: string,
  { print }: Shell,
): Promise<number> {
  const { outcome, address: report } = await askManageCustomer(stage, {
    do: 'reopen',
    address: address.value,
    by,
    seen,
  });
  if (outcome === 'changed') {
    throw new CommandError(
      'Not reopened: more was heard of the address meanwhile. Run the command again, and read it.',
    );
  }
  print(`\n${outcome === 'open' ? 'It is open already.' : 'Reopened.'}\n\n${describeAddress(address, report)}`);
  const hint = ownListsHint(address);
  const isListed = suppressed !== undefined || ownListsFor(address.kind).some(({ holdsOptOuts }) => holdsOptOuts);
  if (isListed && hint !== undefined) print(`\n${hint}`);
  return 0;
}
