import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { say } from '../../src/journey/reading/saying.ts';
import {
  type Command,
  CommandError,
  readArguments,
  readLanguage,
  refuseWords,
  UsageError,
} from '../command/command.ts';
import { explained } from '../stage/errors.ts';
import { stageOption } from '../stage/function-options.ts';
import { stageNamed } from '../stage/stage.ts';
import { joinItems } from './join-items.ts';
import { takeAlongWords } from './take-along-words.ts';
import { copyNewer } from './take-runs.ts';

/** `take-along`: brings what one table knows of addresses, customers and runs to another, such as one that was restored. */
export const takeAlong: Command = {
  usage: '--from TABLE --to TABLE [--runs] [--stage STAGE] [--lang en|ja]',
  about: {
    en: 'copies opt-outs, closings and agreements from one table to another',
    ja: '配信停止、送信の停止、同意の記録を、別のテーブルに写します',
  },
  details: {
    en: [
      '--from TABLE    the source table, which does not change',
      '--to TABLE      the restored table. Both must use the same secret',
      '--runs          also copies the runs, tags and lines of the ledger that are newer in the source table',
      '--stage STAGE   the stage whose Region to use (default dev)',
      '--lang en|ja    English (default) or Japanese',
      '',
      'Of two statements about an address, or by a customer, the later one wins, so the command may run again at any',
      'time; with --runs only until the journeys run on the other table.',
      'It needs dynamodb:Scan on the source table, and dynamodb:BatchGetItem, GetItem, Query and PutItem on the other.',
    ],
    ja: [
      '--from TABLE    写す元のテーブル（変更しません）',
      '--to TABLE      復元したテーブル。同じシークレットを使っている必要があります',
      '--runs          進行状況、タグ、配信記録のうち、元のテーブルのほうが新しいものも写します',
      '--stage STAGE   リージョンを使うステージ（既定 dev）',
      '--lang en|ja    英語（既定）または日本語',
      '',
      '同じアドレスやお客様の記録が両方にあれば、新しいほうを残すので、何度でも実行できます。',
      'ただし --runs は、ジャーニーが新しいテーブルで動き始める前に限ります。',
      '元のテーブルに dynamodb:Scan、先のテーブルに dynamodb:BatchGetItem、GetItem、Query、PutItem の権限が必要です。',
    ],
  },

  async run(args, { print }) {
    const text = { type: 'string' } as const;
    const options = { ...stageOption, from: text, to: text, runs: { type: 'boolean' }, lang: text } as const;
    const { values, positionals } = readArguments(args, options);
    refuseWords(positionals);
    const { from, to, runs } = values;
    if (!(from && to) || from === to) throw new UsageError(say`Name two tables: --from TABLE --to TABLE.`);
    const { region } = stageNamed(values.stage);
    const words = takeAlongWords[readLanguage(values.lang)];
    const client = new DynamoDBClient(region ? { region } : {});
    try {
      const { addresses, customers, proofs } = await joinItems(client, from, to, runs === true);
      const tables = { from, to };
      print(words.addresses(addresses, tables));
      print(words.customers(customers, tables));
      print(words.proofs(proofs, tables));
      if (runs) {
        const { newer, copied } = await copyNewer(client, from, to);
        print(words.runs({ read: newer, changed: copied }, tables));
      }
      return 0;
    } catch (error) {
      throw await explainedHere(error, client);
    } finally {
      client.destroy();
    }
  },
};

async function explainedHere(error: unknown, client: DynamoDBClient): Promise<unknown> {
  if (error instanceof Error && error.name === 'ResourceNotFoundException') {
    const region = await client.config.region();
    return new CommandError(
      say`One of the two tables is not in ${region}: see the output TableName, or set AWS_REGION.`,
    );
  }
  return explained(error, {
    service: 'DynamoDB',
    actions: say`dynamodb:Scan on the one table, and dynamodb:BatchGetItem, GetItem, Query and PutItem on the other`,
    whenBusy: say`run the command again in a minute`,
  });
}
