import type { Language } from '../../src/commerce/words.ts';

/** What the commands about events say of them. */
interface VerdictWords {
  /** @param journeys their names */
  readonly starts: (journeys: readonly string[]) => string;
  readonly ends: (journeys: readonly string[]) => string;
  readonly history: string;
  readonly histories: (events: number) => string;
  readonly dropped: (field: string) => string;
  readonly details: string;
  readonly counted: (journey: string, events: number) => string;
  /** @param doubtful of those that fit: what they say of consent counts otherwise than it is meant */
  readonly sum: (events: number, of: { readonly refused: number; readonly doubtful: number }) => string;
  readonly taken: (id: string) => string;
  readonly progress: (done: number, of: number) => string;
  readonly took: (bus: string, taken: number, of: number) => string;
}

export const verdictWords: Readonly<Record<Language, VerdictWords>> = {
  en: {
    starts: (journeys) => `may start ${journeys.join(', ')}`,
    ends: (journeys) => `ends ${journeys.join(', ')}`,
    history: 'history: fills profile and facts, and starts, ends and sends nothing',
    histories: (events) => `history (${events}): fills profile and facts, and starts, ends and sends nothing`,
    dropped: (field) => `${field} cannot be used, and is dropped`,
    details: '--details shows every event',
    counted: (journey, events) => `${journey} (${events})`,
    sum: (events, { refused, doubtful }) => {
      const all = `${events} ${events === 1 ? 'event' : 'events'}`;
      const slips = doubtful === 0 ? '' : ` ${doubtful} ${doubtful === 1 ? 'is' : 'are'} wrong about consent.`;
      if (refused > 0) return `${all}: ${refused} would be refused.${slips} docs/events.md describes every field.`;
      if (doubtful > 0) return `${all}: none would be refused.${slips} docs/events.md describes every field.`;
      return `${all}: ${events === 1 ? 'it fits its contract' : 'all fit their contracts'}.`;
    },
    taken: (id) => `taken as ${id}`,
    progress: (done, of) => `${done} of ${of} sent`,
    took: (bus, taken, of) =>
      `The bus ${bus} took ${taken} of ${of} ${of === 1 ? 'event' : 'events'}.${taken < of ? ' Send the file again: Aftercart ignores what it has.' : ''}`,
  },
  ja: {
    starts: (journeys) => `開始する可能性のあるジャーニー：${journeys.join('、')}`,
    ends: (journeys) => `終了するジャーニー：${journeys.join('、')}`,
    history: '過去データ：プロフィールと記録に反映するだけで、開始・終了・送信は行いません',
    histories: (events) =>
      `過去データ（${events}件）：プロフィールと記録に反映するだけで、開始・終了・送信は行いません`,
    dropped: (field) => `${field} は使えないため、取り込みません`,
    details: '--details を付けると、すべてのイベントを表示します',
    counted: (journey, events) => `${journey}（${events}件）`,
    sum: (events, { refused, doubtful }) =>
      refused + doubtful > 0
        ? `イベント${events}件のうち、${[
            ...(refused > 0 ? [`${refused}件は拒否されます`] : []),
            ...(doubtful > 0 ? [`${doubtful}件は同意の内容に誤りがあります`] : []),
          ].join('。')}。各項目の説明は docs/events.md にあります。`
        : `イベント${events}件：${events === 1 ? '' : 'すべて'}仕様に合っています。`,
    taken: (id) => `受付済み（ID ${id}）`,
    progress: (done, of) => `${of}件中${done}件を送信しました`,
    took: (bus, taken, of) =>
      `イベントバス ${bus} が、${of}件中${taken}件のイベントを受け付けました。${taken < of ? 'もう一度ファイルを送ってください。届いているイベントは無視されます。' : ''}`,
  },
};
