import type { Language } from '../../commerce/words.ts';
import type { ChannelReason } from '../../model/channel-traits.ts';
import type { FeedbackKind, FirstAttempt } from '../../model/message.ts';
import type { DoorReason, Outcome } from '../../model/outcome.ts';

/** The answer to an entry, ready for a sentence. */
export interface DoorFacts {
  /** When the run there had begun; a moment as it is read. */
  readonly since: string | undefined;
  /** `again after` as it was: a duration as it is read, `end`, `never`, or unknown. */
  readonly again: { readonly after: string } | 'end' | 'never' | undefined;
  /** What the journey runs once for: `order`. */
  readonly subject: string;
}

/** The words of a customer's timeline. */
export interface StoryWords {
  readonly asOf: (moment: string) => string;
  readonly starts: (journeys: string) => string;
  readonly notStarted: (journey: string, why: string) => string;
  readonly sent: (message: string, channel: string | undefined) => string;
  /** Why it went by that channel. */
  readonly chosen: Readonly<Record<ChannelReason, string>>;
  /** That the step's first channel could not be used. @param why the reason in a few words, or the whole sentence of a pause */
  readonly passed: (channel: string, why: string) => string;
  /** On a second attempt: what had become of the first. */
  readonly insteadOf: (because: FirstAttempt['because'], channel: string, moment: string) => string;
  /** On a first attempt that was not reported as delivered: when the second is due. */
  readonly fallsBackAt: (moment: string) => string;
  /** On a first attempt: the second that took its place. @param late true if a delivery was reported after that */
  readonly replaced: (channel: string, moment: string, late: boolean) => string;
  readonly reports: Readonly<Record<FeedbackKind, (hour: string) => string>>;
  readonly unsent: Readonly<Record<Exclude<Outcome, 'sent'>, (messages: string) => string>>;
  readonly goal: (message: string, total: string | undefined) => string;
  readonly door: Readonly<Record<DoorReason, (facts: DoorFacts) => string>>;
  /** Said of a customer whose data were erased. */
  readonly erased: (moment: string) => string;
  /** Said where the oldest entries are left out. */
  readonly cut: string;
  readonly next: {
    readonly head: string;
    readonly nothing: string;
    readonly held: (message: string) => string;
    readonly step: (journey: string, message: string | undefined) => string;
    /** A message that no way is open for, and the same of a held one. */
    readonly closed: (message: string) => string;
    readonly closedThen: string;
    readonly waits: (journey: string, events: string) => string;
  };
  /** Events of a message that a run may wait for. */
  readonly messageEvents: Readonly<Record<string, string>>;
  readonly and: (parts: readonly string[]) => string;
  readonly nameless: string;
  /** Joins sentences. */
  readonly space: string;
}

const english: StoryWords = {
  asOf: (moment) => `As of ${moment}, on the customer’s clock`,
  starts: (journeys) => `Starts ${journeys}.`,
  notStarted: (journey, why) => `${journey} did not start: ${why}.`,
  sent: (message, channel) => `Sent${channel === undefined ? '' : ` by ${channel}`}: ${message}.`,
  chosen: {
    preferred: 'The customer prefers this channel.',
    urgent: 'The message is urgent, and this is the fastest channel.',
    cheapest: 'This channel costs the least.',
    undelivered: 'A recent message by the channel that the step prefers did not arrive.',
    reach: 'The channel that the step prefers could not be used.',
  },
  passed: (channel, why) => `The step prefers ${channel}, which could not be used: ${why}.`,
  insteadOf: (because, channel, moment) =>
    because === 'failed'
      ? `It was sent again because the attempt by ${channel} of ${moment} failed.`
      : `It was sent again because the attempt by ${channel} of ${moment} was not reported as delivered in time.`,
  fallsBackAt: (moment) => `If no delivery is reported by ${moment}, it is sent again by another channel.`,
  replaced: (channel, moment, late) =>
    `It was sent again by ${channel} on ${moment}; only that attempt counts.${late ? ' This one was reported as delivered after all, too late.' : ''}`,
  reports: {
    delivered: (hour) => `Delivered ${hour}.`,
    bounced: (hour) => `Came back ${hour}.`,
    complained: (hour) => `Reported as spam ${hour}.`,
    opened: (hour) => `Opened ${hour}.`,
    clicked: (hour) => `Clicked ${hour}.`,
    failed: (hour) => `Failed ${hour}.`,
  },
  unsent: {
    held: (messages) => `Held: ${messages}.`,
    skipped: (messages) => `Not sent: ${messages}.`,
    unknown: (messages) => `Perhaps sent: ${messages}.`,
  },
  goal: (message, total) => `Goal reached, credited to ${message}${total === undefined ? '' : `: ${total}`}.`,
  door: {
    'test-event': () => 'it was a test event of the shop',
    stale: () => 'the event was reported too late',
    'already-ended': () => 'a later event had already made it needless',
    'not-delivered': () => 'another parcel of the order was still under way',
    'too-far-ahead': () => 'its first step would have been more than a year ahead',
    'not-in-audience': () => 'the customer did not belong to its audience (“if”)',
    'already-in': ({ since, again, subject }) => {
      const last = since === undefined ? '' : `, and had started on ${since}`;
      if (again === 'never') return `it runs only once for each ${subject}${last}`;
      if (again === 'end')
        return `the last run has to be over first${since === undefined ? '' : `; it had started on ${since}`}`;
      return again === undefined
        ? `it had already run for this ${subject}${last}`
        : `it runs again ${again.after} after its last start at the earliest${last}`;
    },
  },
  erased: (moment) =>
    `The data of this customer were erased on ${moment}. What they had done and been sent is no longer known, and nothing is sent to them.`,
  cut: 'There is more of this customer than fits here: the oldest entries are left out.',
  next: {
    head: 'What comes next',
    nothing: 'Nothing is planned until the customer or the shop does something.',
    held: (message) => `${message} is tried again.`,
    step: (journey, message) =>
      message === undefined
        ? `The next step of ${journey} is due.`
        : `${message} is due, if its conditions still apply then.`,
    closed: (message) => `${message} will not be sent as things stand.`,
    closedThen: 'As things stand it will not be sent then either.',
    waits: (journey, events) => `${journey} waits for one of these: ${events}.`,
  },
  messageEvents: { 'message.opened': 'Message opened', 'message.clicked': 'Link clicked' },
  and: (parts) => parts.join(', '),
  nameless: 'Customer without a name',
  space: ' ',
};

const japanese: StoryWords = {
  asOf: (moment) => `${moment}現在（お客様の現地時刻）`,
  starts: (journeys) => `${journeys}を開始。`,
  notStarted: (journey, why) => `${journey}は開始せず：${why}。`,
  sent: (message, channel) => `${message}を${channel === undefined ? '' : `${channel}で`}送信。`,
  chosen: {
    preferred: 'お客様が希望されたチャネルです。',
    urgent: '急ぎの連絡のため、最も早く届くチャネルで送りました。',
    cheapest: '料金が最も安いチャネルです。',
    undelivered: 'ステップで優先するチャネルでは、最近メッセージが届かなかったためです。',
    reach: 'ステップで優先するチャネルが使えなかったためです。',
  },
  passed: (channel, why) => `ステップで優先する${channel}が使えなかったためです（${why}）。`,
  insteadOf: (because, channel, moment) =>
    because === 'failed'
      ? `${moment}に${channel}で送りましたが、届かなかったため送り直しました。`
      : `${moment}に${channel}で送りましたが、時間内に配信済みにならなかったため送り直しました。`,
  fallsBackAt: (moment) => `${moment}までに配信済みの報告がない場合は、別のチャネルで送り直します。`,
  replaced: (channel, moment, late) =>
    `${moment}に${channel}で送り直しました（数えるのは送り直した分だけです）。${late ? 'その後、こちらも遅れて配信済みと報告されました。' : ''}`,
  reports: {
    delivered: (hour) => `${hour}に配信済み。`,
    bounced: (hour) => `${hour}に不達。`,
    complained: (hour) => `${hour}に迷惑報告。`,
    opened: (hour) => `${hour}に開封。`,
    clicked: (hour) => `${hour}にクリック。`,
    failed: (hour) => `${hour}に配信失敗。`,
  },
  unsent: {
    held: (messages) => `${messages}を保留。`,
    skipped: (messages) => `${messages}は送信せず。`,
    unknown: (messages) => `${messages}は送信されたか不明。`,
  },
  goal: (message, total) =>
    `目標達成。効果のあったメッセージ：${message}${total === undefined ? '' : `（${total}）`}。`,
  door: {
    'test-event': () => '店舗のテストイベントのため',
    stale: () => 'イベントの報告が遅すぎたため',
    'already-ended': () => '後のイベントですでに不要になっていたため',
    'not-delivered': () => 'ご注文のほかの荷物が配送中だったため',
    'too-far-ahead': () => '最初のステップが1年以上先になるため',
    'not-in-audience': () => 'お客様がこのジャーニーの対象（if）ではなかったため',
    'already-in': ({ since, again, subject }) => {
      const last = since === undefined ? '' : `（前回の開始は${since}）`;
      if (again === 'never') return `${subject}ごとに1回だけのジャーニーのため${last}`;
      if (again === 'end') return `前回が終わるまで再び始まらないため${last}`;
      return again === undefined
        ? `すでに行われたため${last}`
        : `前回の開始から${again.after}が過ぎるまで再び始まらないため${last}`;
    },
  },
  erased: (moment) =>
    `このお客様のデータは${moment}に消去されました。それまでの行動や送信の記録は残っておらず、今後何も送られません。`,
  cut: 'このほかにも古い記録がありますが、件数が多いため省略しています。',
  next: {
    head: '今後の予定',
    nothing: 'お客様または店舗に新しい動きがあるまで、予定はありません。',
    held: (message) => `${message}を改めて判断します。`,
    step: (journey, message) =>
      message === undefined ? `${journey}の次のステップです。` : `${message}の予定です（その時点で条件が合う場合）。`,
    closed: (message) => `${message}は、現状では送られません。`,
    closedThen: '現状では、その時点でも送られません。',
    waits: (journey, events) => `${journey}は次のいずれかを待っています：${events}。`,
  },
  messageEvents: { 'message.opened': 'メッセージの開封', 'message.clicked': 'リンクのクリック' },
  and: (parts) => parts.join('、'),
  nameless: 'お名前の登録のないお客様',
  space: '',
};

/** The words of a timeline in each language. */
export const storyWords: Readonly<Record<Language, StoryWords>> = { en: english, ja: japanese };
