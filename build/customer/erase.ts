import { type Command, CommandError, inEach, readArguments, readLanguage, type Shell } from '../command/command.ts';
import { stageOption, wayTo } from '../stage/function-options.ts';
import { stageNamed } from '../stage/stage.ts';
import { askManageData } from './ask-data.ts';
import { dataWords } from './data-words.ts';
import { eraseLetters } from './erase-letters.ts';
import { customerDetails, findAt, readWho } from './held.ts';

/** `erase`: erases everything about a customer that the law does not ask to be kept. */
export const eraseCommand: Command = {
  usage: 'ADDRESS|ID [--yes] [--stage STAGE] [--lang en|ja]',
  about: {
    en: 'erases everything about a customer (GDPR Art. 17, 個人情報保護法), and says what stays and what expires by itself',
    ja: 'お客様についてのすべてのデータを消去し（個人情報保護法、GDPR 第17条）、残るものと自動的に消えるものを示します',
  },
  details: {
    en: [
      ...customerDetails.en,
      '--yes           does not ask for confirmation; required without a terminal',
      '',
      'It shows how much there is, and asks. Running it again is safe: it finishes what broke off, and touches nobody who came',
      'after the erasure. Exit code 1 when nobody is known, or it was not confirmed.',
      '',
      'Dead letters that name the customer by id or address are deleted, queue by queue. While a queue is read, its other letters',
      'are hidden; then they are back, or after two minutes if it breaks off. Of queues that functions work off, it only shows how',
      'many messages they hold.',
      '',
      ...wayTo('manage-data').en,
    ],
    ja: [
      ...customerDetails.ja,
      '--yes           確認を省きます。端末を使わない場合は必須です',
      '',
      '件数を表示してから確認します。中断しても、もう一度実行すれば残りを消去し、消去の後に登録されたお客様には',
      '影響しません。該当するお客様がいないか、確認されなければ、終了コードは 1 です。',
      '',
      'お客様のIDか連絡先を含むデッドレターは、キューごとに読み取って削除します。読み取り中は同じキューの他のデッドレターが一時的に',
      '見えなくなりますが、読み終えると元に戻ります（中断した場合は2分後）。処理待ちのキューは読み取らず、件数だけを示します。',
      '',
      ...wayTo('manage-data').ja,
    ],
  },

  async run(args, shell) {
    const options = { ...stageOption, yes: { type: 'boolean' }, lang: { type: 'string' } } as const;
    const { values, positionals } = readArguments(args, options);
    const who = readWho(positionals);
    const language = readLanguage(values.lang);
    const stage = stageNamed(values.stage);
    const words = dataWords[language];
    const found = await findAt(stage, who);
    shell.print(words.found(who, found));
    if (found.erasedAt === undefined) {
      shell.print(`\n${words.warning}`);
      if (values.yes !== true) await confirm(shell, words.question);
    } else shell.print(`\n${words.already(found.erasedAt)}`);
    const { customer } = found;
    const report = await askManageData(stage, { do: 'erase', customer });
    const { deadLetterQueues: queues = [], workQueues = [] } = report; // an earlier version of the function names none
    shell.print(`\n${words.erased(report)}`);
    if (queues.length > 0) shell.print(`\n${words.letters}`);
    for (const queue of queues) {
      const onPass = (read: number, of: number) => shell.print(words.lettersRead(queue, read, of));
      shell.print(words.lettersErased(await eraseLetters(stage, { customer, queue }, onPass)));
    }
    shell.print(`\n${words.left(workQueues).join('\n')}`);
    return 0;
  },
};

/** @throws CommandError unless somebody types yes */
async function confirm({ ask }: Shell, question: string): Promise<void> {
  if (ask === undefined) throw new CommandError(inEach((language) => dataWords[language].noTerminal));
  const answer = await ask(question);
  if (answer.trim().toLowerCase() !== 'yes')
    throw new CommandError(inEach((language) => dataWords[language].notErased));
}
