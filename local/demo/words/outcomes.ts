import type { Language } from '../../../src/commerce/words.ts';
import { eventName } from './events.ts';

/** The names of outcomes, reasons and reports: English, Japanese. Others are shown as they are. */
const names: Readonly<Record<string, readonly [string, string]>> = {
  held: ['held', '保留'],
  skipped: ['not sent', '送信せず'],
  unknown: ['unknown', '不明'],
  'quiet-hours': ['quiet hours', '配信控え時間帯のため'],
  'no-sending-day': ['no sending on this day', '配信しない日のため'],
  'daily-cap': ['daily limit reached', '1日の上限'],
  'weekly-cap': ['weekly limit reached', '1週間の上限'],
  'monthly-cap': ['monthly limit reached', '1か月の上限'],
  'too-soon': ['too soon after the last message', '前回の配信から間もないため'],
  'higher-priority': ['made way for a more important message', '優先度の高いメッセージを優先'],
  'still-active': ['the customer was still shopping', 'お客様がお買い物中'],
  busy: ['too much at once: waits for its turn', '混雑のため順番待ち'],
  'sending-stopped': ['sending is stopped for the account', 'アカウントの送信が停止中'],
  paused: ['paused by the shop', 'お店が配信を一時停止中'],
  'open-complaint': ['a complaint is open', 'ご不満への対応中'],
  'run-ended': ['no longer needed', '送る必要がなくなったため'],
  superseded: ['a newer run took its place', '新しいジャーニーに交代'],
  'test-event': ['test event', 'テストイベント'],
  stale: ['too late', '期限切れ'],
  'no-longer-useful': ['no longer useful', '送る意味がなくなったため'],
  'no-longer-matches': ['no longer matches the journey', 'ジャーニーの条件に合わなくなった'],
  condition: ['its condition does not hold', 'ステップの条件を満たさない'],
  'not-delivered': ['not all parcels have arrived', '未着の荷物あり'],
  refund: ['refund open', '返金手続き中'],
  'already-reviewed': ['already reviewed', 'レビュー投稿済み'],
  'no-address': ['no address', '宛先なし'],
  'no-consent': ['no consent', '同意なし'],
  'topic-off': ['the customer has switched this topic off', 'お客様がこのトピックの受け取りを停止中'],
  'customer-paused': ['the customer has paused marketing', 'お客様が販促の受け取りを一時停止中'],
  'less-often': ['the customer wants to hear less often', 'お客様が配信頻度を下げているため'],
  suppressed: ['address bounced or complained before', '不達・迷惑報告のあった宛先'],
  'channel-not-configured': ['channel not configured', 'チャネル未設定'],
  rejected: ['rejected by the provider', '配信事業者が拒否'],
  failed: ['could not be delivered', '配信できず'],
  'hold-out': ['kept back for comparison', '比較のため保留'],
  'no-answer': ['no answer was recorded', '応答の記録なし'],
  delivery: ['delivered', '配信済み'],
  bounce: ['bounced', '不達'],
  reject: ['refused after it was taken', '受付後に拒否'],
  complaint: ['complaint', '迷惑報告'],
  open: ['opened', '開封'],
  click: ['clicked', 'クリック'],
  failure: ['failed', '失敗'],
  marketing: ['marketing', '販促'],
  transactional: ['transactional', '取引連絡'],
};

/** The name of an outcome, a reason or a report in the language. */
export function outcomeName(id: string, language: Language): string {
  return names[id]?.[language === 'en' ? 0 : 1] ?? id;
}

/** A reason's detail for people: the events that ended a run by their names, everything else as it is. */
export function detailName(detail: string, language: Language): string {
  return eventName(detail, language);
}
