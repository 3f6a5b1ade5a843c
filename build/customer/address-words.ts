import type { Language } from '../../src/commerce/words.ts';

/** What the commands `show` and `reopen` say of an address. */
export interface AddressWords {
  readonly nothing: string;
  readonly closed: (why: string, at: string) => string;
  readonly optedOut: (origin: string, at: string) => string;
  readonly agreed: (source: string, at: string) => string;
  readonly reopened: (at: string, by: string | undefined) => string;
  /** To a number's own STOP. @param origin as the opt-out is called */
  readonly stopped: (origin: string, at: string) => string;
  readonly pending: (at: string) => string;
  readonly paused: (until: string) => string;
  readonly lessOften: (at: string) => string;
  readonly topics: Readonly<Record<'on' | 'off' | 'pending', (name: string) => string>>;
  /** AWS refused to take a number off its opt-out list. @param until when it does so at the latest */
  readonly kept: (at: string, until: string) => string;
  readonly complaint: string;
  /** Between two reasons. */
  readonly or: string;
  /** The sources of opt-outs that Aftercart itself hears of. */
  readonly own: Readonly<Record<string, string>>;
  readonly byEvent: (source: string) => string;
  readonly maySend: Readonly<Record<'transactional' | 'marketing', (answer: string) => string>>;
  readonly answers: Readonly<Record<'true' | 'false' | 'account' | 'pending' | 'exceptTopics' | 'onlyTopics', string>>;
  readonly ownersWarning: string;
  readonly bounceWarning: string;
  readonly ownLists: string;
  readonly isOpen: string;
  readonly question: string;
  readonly done: Readonly<Record<'reopened' | 'open', string>>;
  readonly takenOff: string;
  readonly staysOn: (until: string) => string;
}

export const addressWords: Readonly<Record<Language, AddressWords>> = {
  en: {
    nothing: 'No consent, opt-out or closing is recorded.',
    closed: (why, at) => `Closed to all messages: ${why} on ${at}`,
    optedOut: (origin, at) => `Closed to marketing: ${origin} on ${at}`,
    agreed: (source, at) => `Agreed to marketing: source "${source}" on ${at}`,
    reopened: (at, by) => `Last reopened: on ${at}${by ? ` by ${by}` : ''}`,
    stopped: (origin, at) => `Closed to all messages: ${origin} on ${at}. Its owner opens it by texting START`,
    pending: (at) => `Waits for confirmation: somebody agreed to marketing on ${at} and has not confirmed it`,
    paused: (until) => `Paused by the owner: no marketing until ${until}`,
    lessOften: (at) => `Less often: one marketing message a week at most, chosen on ${at}`,
    topics: {
      on: (name) => `Topic “${name}”: agreed to`,
      off: (name) => `Topic “${name}”: switched off`,
      pending: (name) => `Topic “${name}”: agreed to, waits for confirmation`,
    },
    kept: (at, until) =>
      `On the opt-out list of AWS: on ${at} AWS refused to take it off; it does so from ${until} on at the latest`,
    complaint: 'complaint',
    or: ', or ',
    own: {
      'unsubscribe link': 'opt-out by the unsubscribe link',
      complaint: 'opt-out by a complaint',
      'answered STOP': 'opt-out by STOP',
      'carrier opt-out list': 'opt-out on the list of AWS, by STOP or by hand,',
    },
    byEvent: (source) => `opt-out by an event of the store (source "${source}")`,
    maySend: {
      transactional: (answer) => `May be sent transactional messages: ${answer}`,
      marketing: (answer) => `May be sent marketing: ${answer}`,
    },
    answers: {
      true: 'yes',
      false: 'no',
      account: 'only to a customer whose account agreed to it',
      pending: 'until it is confirmed, only to a customer whose account agreed to it',
      exceptTopics: ' (topics that are switched off may not)',
      onlyTopics: ' (topics that were agreed to may)',
    },
    ownersWarning:
      'The owner of this address has opted out or complained. Only the owner may take that back: reopen it only if\nthe owner has asked you to.',
    bounceWarning:
      'Messages to this address came back. Reopen it only if you know that they arrive now: further bounces harm\nthe reputation of the sender.',
    ownLists: 'AWS may have the address on its own list, and drop messages to it. To remove it there:',
    isOpen: 'It is open: there is nothing to reopen.',
    question: 'Reopen it? Type yes: ',
    done: { reopened: 'Reopened.', open: 'It is open already.' },
    takenOff: 'AWS had it on its own list too, and has taken it off.',
    staysOn: (until) =>
      `But AWS keeps the number on its opt-out list, and lets no text through: it takes a number off only once in 30 days.\nRun the command again from ${until} on.`,
  },
  ja: {
    nothing: '同意、配信停止、不達などの記録はありません。',
    closed: (why, at) => `すべて配信不可：${why}（${at}）`,
    optedOut: (origin, at) => `販促は配信不可：${origin}（${at}）`,
    agreed: (source, at) => `販促に同意：取得元「${source}」（${at}）`,
    reopened: (at, by) => `最後の配信再開：${at}${by ? `（担当：${by}）` : ''}`,
    stopped: (origin, at) => `すべて配信不可：${origin}（${at}）。持ち主が START または「再開」と送信すると再開します`,
    pending: (at) => `確認待ち：${at}に販促への同意がありましたが、確認がまだ済んでいません`,
    paused: (until) => `ご本人による一時停止：${until}まで販促は配信不可`,
    lessOften: (at) => `配信頻度：販促は1週間に1通まで（${at}に選択）`,
    topics: {
      on: (name) => `トピック「${name}」：同意`,
      off: (name) => `トピック「${name}」：受け取りを停止`,
      pending: (name) => `トピック「${name}」：同意（確認待ち）`,
    },
    kept: (at, until) =>
      `AWS の配信停止リストに残っています：${at} に削除を依頼し、AWS に断られました（遅くとも ${until} 以降は削除できます）`,
    complaint: '迷惑メールの報告',
    or: '、または',
    own: {
      'unsubscribe link': '配信停止リンクからの停止',
      complaint: '迷惑メールの報告による停止',
      'answered STOP': 'STOP の返信による停止',
      'carrier opt-out list': 'AWS の配信停止リストへの登録（STOP の返信または手動）',
    },
    byEvent: (source) => `ショップのイベントによる停止（取得元「${source}」）`,
    maySend: {
      transactional: (answer) => `取引連絡：${answer}`,
      marketing: (answer) => `販促：${answer}`,
    },
    answers: {
      true: '送れます',
      false: '送れません',
      account: '会員として同意しているお客様にだけ送れます',
      pending: '確認が済むまで、会員として同意しているお客様にだけ送れます',
      exceptTopics: '（受け取りを停止しているトピックは送れません）',
      onlyTopics: '（同意しているトピックは送れます）',
    },
    ownersWarning:
      'このアドレスの持ち主は、配信停止か迷惑メールの報告をしています。取り消せるのはご本人だけです。\nご本人から依頼があった場合にだけ再開してください。',
    bounceWarning:
      'このアドレスへのメッセージは不達になっています。届くようになったと分かっている場合にだけ再開してください。\n不達が続くと、送信元の評価が下がります。',
    ownLists:
      'AWS 側のリストにこのアドレスが残っていると、メッセージは届きません。次のコマンドで、リストから削除できます。',
    isOpen: '停止していないため、再開する必要はありません。',
    question: '再開しますか？ yes と入力してください：',
    done: { reopened: '再開しました。', open: 'すでに再開されています。' },
    takenOff: 'AWS 側のリストにも登録されていたため、そこからも削除しました。',
    staysOn: (until) =>
      `ただし、AWS の配信停止リストに番号が残っているため、SMS は届きません。リストから削除できるのは30日に1回だけです。\n${until} 以降に、もう一度このコマンドを実行してください。`,
  },
};
