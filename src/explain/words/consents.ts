import type { Language } from '../../commerce/words.ts';
import type { KnownSource } from '../../model/basis.ts';

/** The words for what was said about a customer's addresses; whole sentences. */
export interface SaidWords {
  /** @param from where it was said; absent for a place of the shop's own */
  readonly optOut: (channel: string, topics: string | undefined, from: KnownSource) => string;
  readonly agreed: (channel: string, topics: string | undefined, waits: boolean) => string;
  readonly confirmed: (channel: string) => string;
  readonly chose: (channel: string, on: string | undefined, off: string | undefined) => string;
  /** @param until undefined where a pause was ended */
  readonly paused: (channel: string, until: string | undefined) => string;
  readonly less: (channel: string, on: boolean) => string;
  readonly undone: (channel: string) => string;
  readonly closed: (channel: string, because: 'complaint' | 'bounce') => string;
  readonly reopened: (channel: string) => string;
  /** Added where it was said in the name of another customer who has the address too. */
  readonly byAnother: string;
}

const english: SaidWords = {
  optOut: (channel, topics, from) => {
    if (from === 'answered STOP')
      return 'Answered STOP: no texts of any kind go to the number until its owner texts START.';
    if (from === 'carrier opt-out list')
      return 'The carrier has the number on its opt-out list: no texts of any kind go there until its owner texts START.';
    if (topics !== undefined) return `Switched off ${topics} (${channel}).`;
    const place = from === 'unsubscribe link' ? 'through the link in a message' : 'as the store reported';
    return `Unsubscribed from advertising by ${channel}, ${place}.`;
  },
  agreed: (channel, topics, waits) =>
    `Agreed to ${topics ?? 'advertising'} by ${channel}${waits ? '; the customer has yet to confirm it' : ''}.`,
  confirmed: (channel) => `Confirmed the agreement to advertising by ${channel}.`,
  chose: (channel, on, off) => {
    const parts = [
      ...(on === undefined ? [] : [`switched on ${on}`]),
      ...(off === undefined ? [] : [`switched off ${off}`]),
    ];
    const what = parts.length === 0 ? 'chose topics' : parts.join(', ');
    return `The customer ${what} (${channel}).`;
  },
  paused: (channel, until) =>
    until === undefined
      ? `Ended the pause of advertising by ${channel}.`
      : `Paused advertising by ${channel} until ${until}.`,
  less: (channel, on) =>
    on
      ? `Chose to hear less often by ${channel}: one advertising message a week at most.`
      : `Chose to hear as often as before by ${channel}.`,
  undone: (channel) => `Took the last choice about ${channel} back.`,
  closed: (channel, because) =>
    `${because === 'complaint' ? 'A message was reported as spam' : 'A message came back as undeliverable'}: the address is closed to all messages by ${channel} until support reopens it.`,
  reopened: (channel) => `The shop reopened the address to messages by ${channel}.`,
  byAnother: 'It was said in the name of another customer who has the same address.',
};

const japanese: SaidWords = {
  optOut: (channel, topics, from) => {
    if (from === 'answered STOP')
      return 'STOP（停止）の返信。持ち主が START または「再開」と送信するまで、この番号には用件を問わずSMSを送れません。';
    if (from === 'carrier opt-out list')
      return '通信事業者の配信停止リストに登録。持ち主が START または「再開」と送信するまで、この番号には用件を問わずSMSを送れません。';
    if (topics !== undefined) return `${topics}の受け取りを停止（${channel}）。`;
    const place = from === 'unsubscribe link' ? 'メッセージのリンクから' : '店舗からの報告';
    return `${channel}での販促のご案内を停止（${place}）。`;
  },
  agreed: (channel, topics, waits) =>
    `${channel}での${topics ?? '販促のご案内'}に同意${waits ? '（ご本人の確認待ち）' : ''}。`,
  confirmed: (channel) => `${channel}での販促のご案内への同意を確認。`,
  chose: (channel, on, off) => {
    const parts = [
      ...(on === undefined ? [] : [`${on}の受け取りを開始`]),
      ...(off === undefined ? [] : [`${off}の受け取りを停止`]),
    ];
    return `${parts.length === 0 ? 'トピックを選択' : parts.join('、')}（${channel}）。`;
  },
  paused: (channel, until) =>
    until === undefined
      ? `${channel}での販促のご案内の一時停止を解除。`
      : `${channel}での販促のご案内を${until}まで一時停止。`,
  less: (channel, on) =>
    on ? `配信頻度を変更（${channel}）：販促のご案内は1週間に1通まで。` : `配信頻度を元に戻す（${channel}）。`,
  undone: (channel) => `直前の選択を取り消し（${channel}）。`,
  closed: (channel, because) =>
    `${because === 'complaint' ? '迷惑メールの報告' : '不達'}。担当者が再開するまで、この宛先には${channel}で何も送れません。`,
  reopened: (channel) => `ショップがこの宛先への配信（${channel}）を再開。`,
  byAnother: '同じ宛先を使う別のお客様の名義によるものです。',
};

/** The words for what was said about addresses, in each language. */
export const saidWords: Readonly<Record<Language, SaidWords>> = { en: english, ja: japanese };
