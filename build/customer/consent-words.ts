import type { Language } from '../../src/commerce/words.ts';
import type { ConsentAct, ConsentChange, ConsentFrom, ConsentState } from '../../src/model/consent-entry.ts';
import type { ConsentProof, ProvenState, ProvenStatement } from '../../src/model/consent-proof.ts';

interface Words {
  readonly acts: Readonly<Record<ConsentAct, string>>;
  readonly from: Readonly<Record<ConsentFrom, string>>;
  readonly states: Readonly<Record<ConsentState, string>>;
  readonly head: (act: string, topics: readonly string[], recorded: string) => string;
  readonly all: string;
  readonly now: string;
  readonly nothing: string;
  readonly recorded: (at: string | undefined) => string;
  readonly place: (from: string, source: string) => string;
  readonly words: (named: string, text: string | undefined) => string;
  readonly who: (customer: string) => string;
  /** The person of the shop who did it, or took it down. */
  readonly staff: (name: string) => string;
  readonly since: (at: string) => string;
  /** The statement that brought a state about. */
  readonly decided: (act: string, facts: readonly string[]) => string;
  readonly event: (id: string) => string;
  readonly became: (states: string) => string;
  readonly state: (what: string, state: string) => string;
  /** What a pause or a change of the frequency came to. */
  readonly chosen: Readonly<Record<'resumed' | 'less' | 'often', string>> & {
    readonly paused: (until: string) => string;
  };
  readonly answers: string;
}

/** Which field answers which law. */
export const laws: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'said, place, words: 特定電子メール法 施行規則 4条 (when and how the recipient agreed) and 特定商取引法 12条の3',
    'who, said, words, place: GDPR Article 7(1) (that the person has consented, to what and when)',
    'opt-outs with their times: GDPR Article 7(3), 特定電子メール法 3条3項, CAN-SPAM (withdrawal honoured)',
    'words and place of texts: TCPA, 47 CFR 64.1200(f)(9) (written consent names seller and kind of messages)',
  ],
  ja: [
    '申告日時・場所・文言：特定電子メール法施行規則4条（同意の時期と方法の記録）、特定商取引法12条の3',
    '本人・申告日時・文言・場所：GDPR 7条1項（本人が何に、いつ同意したかの証明）',
    '配信停止とその日時：GDPR 7条3項、特定電子メール法3条3項、CAN-SPAM（停止の申し出の尊重）',
    'SMSの文言と場所：TCPA、47 CFR 64.1200(f)(9)（事業者名と内容を示した書面による同意）',
  ],
};

const words: Readonly<Record<Language, Words>> = {
  en: {
    acts: {
      agreement: 'agreed',
      'opt-out': 'opted out',
      choice: 'chose topics',
      pause: 'paused marketing',
      'less-often': 'chose to hear less often, or as often as before',
      undo: 'took the last choice back',
      request: 'agreed; has to be confirmed',
      confirmation: 'confirmed an agreement',
      complaint: 'complained',
      bounce: 'could not be reached',
      reopening: 'was reopened by the shop',
      release: 'was given up for another address',
      taking: 'is an account’s address from now on, or one of several customers’',
      naming: 'was named as the customer’s own',
      erasure: 'a customer’s data were erased',
      'before-the-ledger':
        'recorded before the ledger: the last state of an earlier version, without the statements that led to it',
    },
    from: {
      form: 'form',
      checkout: 'checkout',
      import: 'import',
      keyword: 'keyword in a text',
      link: 'link in a message',
      staff: 'staff of the shop',
      report: 'report of the e-mail or SMS service',
      unknown: 'not told',
    },
    states: {
      granted: 'agreed',
      withdrawn: 'opted out',
      pending: 'waits for confirmation',
      unknown: 'nothing that counts was said',
    },
    head: (act, topics, recorded) => `${act}${topics.length > 0 ? ` (${topics.join(', ')})` : ''}, ${recorded}`,
    all: 'all marketing',
    now: 'Now',
    nothing: '  Nobody has said anything about this address.',
    recorded: (at) => (at === undefined ? 'is being recorded' : `recorded ${at}`),
    place: (from, source) => `place: ${from} (“${source}”)`,
    words: (named, text) => `words: ${[named, text && `“${text}”`].filter(Boolean).join(' ')}`,
    who: (customer) => `who: ${customer}`,
    staff: (name) => `staff: ${name}`,
    since: (at) => `, since ${at}`,
    decided: (act, facts) => `decided by: ${[act, ...facts].join('; ')}`,
    event: (id) => `event: ${id}`,
    became: (states) => `then: ${states}`,
    state: (what, state) => `${what}: ${state}`,
    chosen: {
      paused: (until) => `chosen: no marketing until ${until}`,
      resumed: 'chosen: the pause ends',
      less: 'chosen: one marketing message a week at most',
      often: 'chosen: as often as before',
    },
    answers: 'What answers which law (for your lawyer to check):',
  },
  ja: {
    acts: {
      agreement: '同意',
      'opt-out': '配信停止',
      choice: 'トピックの選択',
      pause: '一時停止',
      'less-often': '配信頻度の変更',
      undo: '直前の選択の取り消し',
      request: '同意（ご本人の確認待ち）',
      confirmation: '同意の確認',
      complaint: '迷惑報告',
      bounce: '不達',
      reopening: 'ショップによる配信再開',
      release: '別の宛先への変更',
      taking: '会員または別のお客様の宛先として登録',
      naming: '本人の宛先として登録',
      erasure: '個人データの消去',
      'before-the-ledger': '台帳より前の記録（以前のバージョンの最後の状態です。そこに至る経緯は残っていません）',
    },
    from: {
      form: 'フォーム',
      checkout: '購入手続き',
      import: '取り込み',
      keyword: 'SMSのキーワード',
      link: 'メッセージ内のリンク',
      staff: 'ショップのスタッフ',
      report: 'メール・SMSサービスからの報告',
      unknown: '不明',
    },
    states: { granted: '同意', withdrawn: '配信停止', pending: '確認待ち', unknown: '有効な申告なし' },
    head: (act, topics, recorded) => `${act}${topics.length > 0 ? `（${topics.join('、')}）` : ''}、${recorded}`,
    all: '販促全般',
    now: '現在',
    nothing: '  この宛先についての申告はありません。',
    recorded: (at) => (at === undefined ? '記録中' : `記録 ${at}`),
    place: (from, source) => `場所：${from}（「${source}」）`,
    words: (named, text) => `文言：${named}${text === undefined ? '' : `「${text}」`}`,
    who: (customer) => `本人：${customer}`,
    staff: (name) => `担当者：${name}`,
    since: (at) => `（${at}から）`,
    decided: (act, facts) => `根拠：${[act, ...facts].join('、')}`,
    event: (id) => `イベント：${id}`,
    became: (states) => `結果：${states}`,
    state: (what, state) => `${what}：${state}`,
    chosen: {
      paused: (until) => `選択：${until} まで販促を停止`,
      resumed: '選択：一時停止の解除',
      less: '選択：販促は1週間に1通まで',
      often: '選択：元の配信頻度',
    },
    answers: '各項目が対応する法令（法律の専門家にご確認ください）：',
  },
};

/** The proof of an address as text. */
export function describeConsent(
  { address, states, statements }: ConsentProof & { readonly address: string },
  language: Language,
): string {
  const say = words[language];
  return [
    address,
    ...(statements.length === 0 ? [say.nothing] : [`  ${say.now}`]),
    ...(statements.length === 0 ? [] : states.flatMap((state) => describeState(state, say))),
    ...statements.flatMap((statement) => ['', ...describeStatement(statement, say)]),
    ...(statements.length === 0 ? [] : ['', `  ${say.answers}`, ...laws[language].map((line) => `    ${line}`)]),
  ].join('\n');
}

/** A state in force with its deciding statement; the words by name alone where they have one, for they follow below. */
function describeState({ since, statement, ...state }: ProvenState, say: Words): readonly string[] {
  const line = `    ${stateIn(state, say)}${since === undefined ? '' : say.since(since)}`;
  if (statement === undefined) return [line];
  const { what, from, source, wording, by } = statement;
  const name = wording && nameOf(wording);
  const facts = [
    say.place(say.from[from], source),
    ...(wording ? [name ? say.words(name, undefined) : say.words('', wording.text)] : []),
    ...(by === undefined ? [] : [say.staff(by)]),
  ];
  return [line, `      ${say.decided(say.acts[what], facts)}`];
}

function nameOf({ id, version }: NonNullable<ProvenStatement['wording']>): string {
  return [id, version].filter(Boolean).join(' ');
}

function describeStatement({ what, topics, saidAt, recordedAt, from, source, ...rest }: ProvenStatement, say: Words) {
  const { wording, by, customer, event, changes } = rest;
  return [
    `  ${saidAt}  ${say.head(say.acts[what], topics ?? [], say.recorded(recordedAt))}`,
    `    ${say.place(say.from[from], source)}`,
    ...(customer === undefined ? [] : [`    ${say.who(customer)}`]),
    ...(by === undefined ? [] : [`    ${say.staff(by)}`]),
    ...(wording ? [`    ${say.words(nameOf(wording), wording.text)}`] : []),
    ...(event === undefined ? [] : [`    ${say.event(event)}`]),
    ...chosenIn(rest, say).map((line) => `    ${line}`),
    ...(changes ? [`    ${say.became(changes.map((change) => stateIn(change, say)).join(', '))}`] : []),
  ];
}

function chosenIn({ pausedUntil, less }: Pick<ProvenStatement, 'pausedUntil' | 'less'>, { chosen }: Words): string[] {
  if (pausedUntil !== undefined) return [pausedUntil === null ? chosen.resumed : chosen.paused(pausedUntil)];
  return less === undefined ? [] : [less ? chosen.less : chosen.often];
}

function stateIn({ topic, state }: ConsentChange, say: Words): string {
  return say.state(topic ?? say.all, say.states[state]);
}
