import path from 'node:path';
import type { Words } from '../src/commerce/words.ts';
import { fieldLabel } from '../src/connectors/files/field-labels.ts';
import type { FileResource } from '../src/connectors/files/fields.ts';
import { fileFieldsOf } from '../src/connectors/files/fields.ts';
import { fileFormats } from '../src/connectors/files/formats.ts';
import { JourneyError } from '../src/journey/reading/problem.ts';
import type { Command, Shell } from './command/command.ts';
import { ownShell, runProgram } from './command/program.ts';
import { importFile, usualRate } from './import/run.ts';

const commands: ReadonlyMap<string, Command> = new Map([
  [
    'customers',
    commandFor('customers', {
      en: 'imports past customers and their consents',
      ja: 'これまでの顧客と同意を取り込みます',
    }),
  ],
  [
    'orders',
    commandFor('orders', {
      en: 'imports past orders, with deliveries, refunds and reviews',
      ja: 'これまでの注文を、配送・返金・レビューとともに取り込みます',
    }),
  ],
]);

function commandFor(resource: FileResource, about: Words): Command {
  return {
    usage: 'FILE [--stage STAGE] [--columns LIST] [--yes]',
    about,
    details: { en: detailsOf(resource), ja: japaneseDetailsOf(resource) },
    run: (args, shell) => importFile(resource, args, shell),
  };
}

function detailsOf(resource: FileResource): readonly string[] {
  const formats = fileFormats.filter((format) => format.resource === resource).map(({ name }) => name);
  return [
    'FILE                 CSV, also packed with gzip; commas, semicolons, tabs or bars; UTF-8, UTF-16, Shift_JIS or EUC-JP',
    '--yes                sends. Without it the file is only read, and nothing leaves the machine',
    '--stage STAGE        a stage of infra/settings.ts (default dev)',
    `--format NAME        ${formats.join(', ')}; without it the header tells`,
    '--columns LIST       the columns of fields: "id=Invoice,customer=Customer ID", or "id=#3" for the third column;',
    '                     "status=none" if no column has a field',
    ...(resource === 'orders'
      ? [
          '--status WORD=WHAT   what a word for the status means: placed, cancelled, refunded or ignored. May be repeated',
        ]
      : []),
    '--time-zone ZONE     of times without an offset (default: that of the format, else of store.yaml)',
    '--dates mdy|dmy      the order of dates such as 03/04/2026',
    ...(resource === 'orders' ? ['--currency CODE      of orders whose file has no column for it'] : []),
    '--country CODE       of customers whose row says none',
    '--locale TAG         the language of customers whose row says none',
    '--encoding NAME      where it cannot be told, such as windows-1252',
    '--exported-at TIME   when the file was made (default: when it was last written)',
    '--consent-date DATE  when customers agreed whose agreement has no date in the file; none leaves such agreements out',
    `--rate N             events a second (default ${usualRate}; 0: as fast as the bus takes them, as for "npm start")`,
    '--lang ja            in Japanese',
    '',
    'Fields:',
    ...fileFieldsOf[resource].map((field) => `  ${field.padEnd(20)} ${fieldLabel(field, resource).en}`),
    '',
    'Every event is history: it starts, ends and resumes no journey. Rows that cannot be imported go to FILE.rejected.csv.',
    'An interrupted import goes on where it stopped when the same command is given again. A repeated one changes nothing.',
    'Exit code 1 when a row is refused. The credentials of the AWS CLI need events:PutEvents on the bus.',
    'AWS_ENDPOINT_URL=http://127.0.0.1:4310 selects "npm start" on this machine. docs/operations.md says more.',
  ];
}

function japaneseDetailsOf(resource: FileResource): readonly string[] {
  const formats = fileFormats.filter((format) => format.resource === resource).map(({ name }) => name);
  return [
    'FILE                 CSV（gzip圧縮も可）。区切りはカンマ・セミコロン・タブ・縦線、文字コードはUTF-8・UTF-16・Shift_JIS・EUC-JP',
    '--yes                送信します。付けなければ読むだけで、何も送りません',
    '--stage STAGE        infra/settings.ts のステージ（dev）',
    `--format NAME        ${formats.join('、')}。省略すると見出し行から判断します`,
    '--columns LIST       項目と列の対応：「id=Invoice,customer=Customer ID」、3列目なら「id=#3」。',
    '                     該当する列がなければ「status=none」',
    ...(resource === 'orders'
      ? ['--status WORD=WHAT   対応状況の語の意味：placed、cancelled、refunded、ignored。何度でも指定できます']
      : []),
    '--time-zone ZONE     時差のない日時のタイムゾーン（形式ごとの時刻、なければ store.yaml）',
    '--dates mdy|dmy      03/04/2026 のような日付の、月と日の順序',
    ...(resource === 'orders' ? ['--currency CODE      通貨の列がない注文の通貨'] : []),
    '--country CODE       国の書かれていない顧客の国',
    '--locale TAG         言語の書かれていない顧客の言語',
    '--encoding NAME      判別できないときの文字コード（windows-1252 など）',
    '--exported-at TIME   ファイルを書き出した日時（ファイルの更新日時）',
    '--consent-date DATE  日時のない同意の日付。none なら、そのような同意を省いて取り込みます',
    `--rate N             1秒に送るイベントの数（${usualRate}。0は制限なし。「npm start」へは制限なし）`,
    '--lang ja            日本語で表示します',
    '',
    '項目:',
    ...fileFieldsOf[resource].map((field) => `  ${field.padEnd(20)} ${fieldLabel(field, resource).ja}`),
    '',
    '取り込んだイベントは履歴となり、ジャーニーを開始・終了・再開しません。取り込めない行は FILE.rejected.csv に書き出します。',
    '中断しても、同じコマンドで続きから再開します。二度取り込んでも何も変わりません。詳しくは docs/imports.ja.md をご覧ください。',
  ];
}

/**
 * Runs `npm run import`: past customers and orders from a file.
 * @param args the arguments after `--`
 * @returns the exit code: 1 when a row is refused or it cannot be done, 2 when the command line is invalid
 */
export function main(args: readonly string[], shell: Shell): Promise<number> {
  const about = {
    en: 'for past customers and orders from files',
    ja: 'これまでの顧客と注文をファイルから取り込みます',
  };
  const isExpected = (error: unknown) => error instanceof JourneyError;
  return runProgram({ call: 'npm run import -- ', about, commands, isExpected }, args, shell);
}

if (import.meta.main) {
  process.exitCode = await main(process.argv.slice(2), ownShell(path.dirname(import.meta.dirname)));
}
