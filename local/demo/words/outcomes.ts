import type { Language } from '../../../src/commerce/words.ts';
import { shortReason } from '../../../src/explain/explain-line.ts';
import { eventName } from '../../../src/explain/names/events.ts';

/** The names of outcomes and reports: English, Japanese. */
const names: Readonly<Record<string, readonly [string, string]>> = {
  held: ['held', '保留'],
  skipped: ['not sent', '送信せず'],
  unknown: ['unknown', '不明'],
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
  return names[id]?.[language === 'en' ? 0 : 1] ?? shortReason(id, language) ?? id;
}

/** A reason's detail for people: the events that ended a run by their names, everything else as it is. */
export function detailName(detail: string, language: Language): string {
  return eventName(detail, language);
}
