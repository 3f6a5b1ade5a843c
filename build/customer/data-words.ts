import type { Language } from '../../src/commerce/words.ts';
import type { ErasureReport, FoundCustomer } from '../../src/model/data-request.ts';
import type { WorkQueue } from '../../src/model/dead-letters.ts';
import type { LettersErased } from './erase-letters.ts';

/** What the commands about a customer's data say. */
interface DataWords {
  readonly kinds: Readonly<Record<string, string>>;
  readonly nobody: (who: string, former: number) => string;
  readonly found: (who: string, found: FoundCustomer) => string;
  readonly warning: string;
  readonly question: string;
  readonly noTerminal: string;
  readonly notErased: string;
  readonly erased: (report: ErasureReport) => string;
  readonly already: (at: string) => string;
  /** The heading above what became of the dead letters, and a line for each queue. */
  readonly letters: string;
  readonly lettersRead: (queue: string, read: number, of: number) => string;
  readonly lettersErased: (result: LettersErased) => string;
  /** What stays, and for how long. */
  readonly left: (workQueues: readonly WorkQueue[]) => readonly string[];
  readonly read: (items: number) => string;
  readonly written: (file: string, items: number) => string;
  readonly summary: (count: number, kind: string, first: string, last: string) => string;
  readonly exists: (file: string) => string;
}

const en: DataWords = {
  kinds: {
    profile: 'profile',
    run: 'runs of journeys',
    fact: 'orders, carts, parcels and other facts',
    message: 'messages, sent or not',
    refusal: 'events that started nothing',
    conversion: 'goals credited to messages',
    mark: 'marks that find older data',
  },
  nobody: (who, former) =>
    former > 0
      ? `Nobody has "${who}" today. A customer who had it has another by now: name them by their id or their present address.`
      : `Nobody is known by "${who}".`,
  found: (who, { customer, names, items, addresses, shared, erasedAt }) =>
    [
      `${who}: customer ${customer}${names > 1 ? `, known under ${names} keys` : ''}`,
      ...(erasedAt === undefined ? [] : [`  Erased: everything until ${erasedAt}`]),
      ...counts(items, en.kinds),
      `  ${addresses} ${addresses === 1 ? 'address' : 'addresses'}`,
      ...(shared > 0
        ? [`  ${shared} of them others have as well: what those others said and did there stays theirs.`]
        : []),
    ].join('\n'),
  warning:
    'Erasing cannot be undone. Runs end, messages that wait are not sent, and the customer is unknown from then on.\nOrders that must be kept for tax are in your shop; this is not the place where they are kept.',
  question: 'Erase this customer? Type yes: ',
  noTerminal: 'Not erased: there is no terminal for the confirmation. Add --yes if you are sure.',
  notErased: 'Not erased: nothing was changed.',
  erased: ({ customer, erasedAt, deleted, addresses, runsEnded, schedules, looksAgain }) =>
    [
      `Erased: customer ${customer}, everything until ${erasedAt}.`,
      ...counts(deleted, en.kinds, 'deleted: '),
      `  runs ended: ${runsEnded}; schedules deleted, or looked for: ${schedules}; addresses that forgot the customer: ${addresses}`,
      ...(looksAgain.length > 0
        ? [`  It is looked after again, for what was under way: ${looksAgain.join(', ')}`]
        : []),
    ].join('\n'),
  already: (at) => `This customer was erased already (everything until ${at}). What is left is looked for again.`,
  letters: 'Dead letters about this customer, or others who were erased:',
  lettersRead: (queue, read, of) => `  … ${queue}: ${read} of about ${of} letters read`,
  lettersErased: ({ queue, removed, left, unread, until }) =>
    [
      `  ${queue}: ${removed} removed, ${left === 0 ? 'none left' : `${left} left`}`,
      ...(unread > 0 ? [`, of which ${unread} could not be read now: the later looks read them`] : []),
      ...(until === undefined ? [] : [`; SQS deletes the last of them by ${until}`]),
    ].join(''),
  left: (workQueues) => [
    'What stays, and why:',
    '  - keyed hashes of the address, with opt-outs, complaints and bounces, and with “less often” or a pause that was chosen',
    '    there: so that nothing, or no more than was asked for, is sent there again;',
    '  - beside them the times of recent marketing to the address, without the messages: caps of others who share it count them;',
    '  - the ledger of consent beside the address: the proof that the law asks for;',
    '  - keyed hashes that say who was erased, and when: so that a late or repeated event does not bring the data back.',
    'What expires by itself:',
    '  - messages that functions are yet to work off: what they say of the customer is dropped then. One that fails becomes a',
    '    dead letter, and the later looks remove it;',
    ...workQueues.map(
      ({ queue, messages, days }) =>
        `      ${queue}: ${messages} ${messages === 1 ? 'message' : 'messages'} now, each deleted after ${days} days at most;`,
    ),
    '  - events that EventBridge cannot deliver: after 24 hours they are dead letters;',
    '  - dead letters that name the customer by an order or a name alone: 14 days after they were sent;',
    '  - backups of the table: after 35 days. After restoring one, erase again;',
    '  - logs: after half a year. They hold keys, and no names or addresses;',
    '  - histories of executions: 90 days after they end. They hold keys, and no names or addresses;',
    '  - mails and texts that were sent: at the recipients, SES and the carrier, by their own rules.',
    'Not reached: your shop, your own rules and archives on the bus, and lists that you made of exports. SES may have the',
    'address on its suppression list: aws sesv2 delete-suppressed-destination takes it off, and then it may be written to again.',
  ],
  read: (items) => `… ${items} items read`,
  written: (file, items) =>
    `Wrote ${items} items to ${file}. It holds personal data: hand it over safely, and delete it.`,
  summary: (count, kind, first, last) => `  ${kind}: ${count}${first === '' ? '' : `, from ${first} to ${last}`}`,
  exists: (file) => `${file} exists already: name another file with --out.`,
};

const ja: DataWords = {
  kinds: {
    profile: 'プロフィール',
    run: 'ジャーニーの実行',
    fact: '注文・カート・配送などの記録',
    message: 'メッセージ（送信・未送信）',
    refusal: '配信を開始しなかったイベント',
    conversion: 'メッセージによる成果',
    mark: '過去のデータへの索引',
  },
  nobody: (who, former) =>
    former > 0
      ? `現在「${who}」を使っているお客様はいません。以前使っていたお客様は別の連絡先に変更しています。お客様のIDか現在の連絡先を指定してください。`
      : `「${who}」に該当するお客様はいません。`,
  found: (who, { customer, names, items, addresses, shared, erasedAt }) =>
    [
      `${who}：お客様 ${customer}${names > 1 ? `（統合された${names}件のキー）` : ''}`,
      ...(erasedAt === undefined ? [] : [`  消去済み：${erasedAt} までの全データ`]),
      ...counts(items, ja.kinds),
      `  連絡先：${addresses}件`,
      ...(shared > 0 ? [`  うち${shared}件は他のお客様も使用しています。その方のデータは消去されません。`] : []),
    ].join('\n'),
  warning:
    '消去は取り消せません。進行中のジャーニーは終了し、待機中のメッセージは送信されず、以後このお客様は未知の方として扱われます。\n税法上保存が必要な注文データは、ショップ側で保管してください。',
  question: 'このお客様のデータを消去しますか？ yes と入力してください：',
  noTerminal: '消去していません：確認を入力する端末がありません。間違いなければ --yes を付けてください。',
  notErased: '消去していません。何も変更していません。',
  erased: ({ customer, erasedAt, deleted, addresses, runsEnded, schedules, looksAgain }) =>
    [
      `消去しました：お客様 ${customer}、${erasedAt} までの全データ`,
      ...counts(deleted, ja.kinds, '削除：'),
      `  終了した実行：${runsEnded}件、削除した（または該当を確認した）スケジュール：${schedules}件、お客様の情報を除いた連絡先：${addresses}件`,
      ...(looksAgain.length > 0 ? [`  処理中だったデータを除くため、再確認します：${looksAgain.join('、')}`] : []),
    ].join('\n'),
  already: (at) => `このお客様はすでに消去済みです（${at} までの全データ）。残りがないか再確認します。`,
  letters: '消去済みのお客様に関するデッドレター：',
  lettersRead: (queue, read, of) => `  … ${queue}：約${of}件中${read}件を読み取りました`,
  lettersErased: ({ queue, removed, left, unread, until }) =>
    [
      `  ${queue}：削除${removed}件、残り${left}件`,
      ...(unread > 0 ? [`（うち${unread}件は今回読み取れませんでした。再確認時に読み取ります）`] : []),
      ...(until === undefined ? [] : [`。残りは ${until} までに SQS が削除します`]),
    ].join(''),
  left: (workQueues) => [
    '残すものとその理由：',
    '  ・連絡先の鍵付きハッシュと、配信停止・苦情・不達の記録、そこで選ばれた配信頻度の変更や一時停止（送信しない、または',
    '    希望より多く送信しないため）',
    '  ・その連絡先への最近の販促の送信日時（内容は含みません。同じ連絡先を使う方の上限を数えるため）',
    '  ・連絡先ごとの同意の記録（法令が求める証拠）',
    '  ・消去した方と日時を示す鍵付きハッシュ（遅れて届いたイベントでデータが戻らないようにするため）',
    '自動的に消えるもの：',
    '  ・処理待ちのメッセージ：処理時に、このお客様の分は記録せずに破棄します。処理に失敗したものはデッドレターになり、再確認時に削除します',
    ...workQueues.map(({ queue, messages, days }) => `      ${queue}：現在${messages}件（最長${days}日で削除）`),
    '  ・EventBridge が配信できないイベント：24時間後にデッドレターになります',
    '  ・注文番号や氏名だけでお客様を示すデッドレター：送信から14日後',
    '  ・テーブルのバックアップ：35日後。復元した場合は、もう一度消去してください',
    '  ・ログ：半年後。キーのみで、氏名や連絡先は含みません',
    '  ・実行の履歴：終了から90日後。キーのみで、氏名や連絡先は含みません',
    '  ・送信済みのメールとSMS：受信者・SES・通信事業者のもとに、それぞれの規則に従って残ります',
    '対象外：ショップ側のデータ、バス上の独自のルールとアーカイブ、書き出したリスト。SESの抑制リストに連絡先が残っている場合は',
    'aws sesv2 delete-suppressed-destination で削除できますが、その連絡先に再び送信できる状態になります。',
  ],
  read: (items) => `… ${items}件を読み込みました`,
  written: (file, items) =>
    `${items}件を ${file} に書き出しました。個人データを含みます。安全に受け渡し、不要になったら削除してください。`,
  summary: (count, kind, first, last) => `  ${kind}：${count}件${first === '' ? '' : `（${first} ～ ${last}）`}`,
  exists: (file) => `${file} はすでにあります。--out で別のファイルを指定してください。`,
};

export const dataWords: Readonly<Record<Language, DataWords>> = { en, ja };

function counts(items: Readonly<Record<string, number>>, kinds: DataWords['kinds'], before = ''): string[] {
  return Object.entries(items).map(([kind, count]) => `  ${before}${kinds[kind] ?? kind} ${count}`);
}
