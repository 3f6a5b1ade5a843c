import type { StatusMeaning } from '../format.ts';
import { plainWord } from './plain-word.ts';

function wordTable<Meaning>(table: readonly (readonly [Meaning, string])[]): ReadonlyMap<string, Meaning> {
  return new Map(table.flatMap(([meaning, words]) => words.split('|').map((word) => [word, meaning])));
}

const truths = wordTable([
  [true, '1|y|yes|true|t|on|はい|有|有効|する'],
  [false, '|[]|0|n|no|false|f|off|null|いいえ|無|無効|しない'],
]);

/** Yes or no; an empty cell is no. Undefined for any other word. */
export function yesOrNo(text: string): boolean | undefined {
  return truths.get(plainWord(text));
}

const consents = wordTable([
  [
    true,
    'subscribed|yes|y|true|t|1|on|granted|agreed|accepted|opted in|opt in|はい|希望する|希望|購読中|購読|受け取る|同意する|同意',
  ],
  [false, 'unsubscribed|opted out|opt out|withdrawn|revoked|suppressed|配信停止|購読解除|解除|停止|拒否'],
  [
    undefined,
    '|no|n|false|f|0|off|none|null|never subscribed|not subscribed|pending|unconfirmed|invalid|redacted|unknown|いいえ|希望しない|受け取らない|未登録|未設定',
  ],
]);

/**
 * What a word says about consent: agreed, withdrawn, or nothing. Only what the platform calls subscribed counts; a box
 * left unticked and a confirmation that is pending say nothing.
 */
export function consentMeaning(text: string): { readonly granted: boolean | undefined } | 'unknown' {
  const word = plainWord(text);
  return consents.has(word) ? { granted: consents.get(word) } : 'unknown';
}

const statuses = wordTable<StatusMeaning>([
  [
    'placed',
    '|open|new|placed|paid|unpaid|pending|pending payment|processing|authorized|partially paid|partially refunded|confirmed|complete|completed|on hold|unfulfilled|partial|partially fulfilled|fulfilled|shipped|dispatched|sent|delivered|closed|新規受付|新規|受付|対応中|入金待ち|入金済み|入金済|支払済み|発送待ち|発送済み|発送済|出荷済み|出荷済|配達完了|配達済み|完了',
  ],
  [
    'cancelled',
    'cancelled|canceled|cancel|cancellation|voided|void|キャンセル|キャンセル済み|キャンセル済|注文キャンセル|注文取り消し|注文取消し|注文取消|取消し|取消|取り消し',
  ],
  ['refunded', 'refunded|returned|返品|返品済み|返金|返金済み'],
  ['ignored', 'draft|checkout draft|auto draft|trash|failed|expired|決済処理中|購入処理中|下書き'],
]);

/** What the status of a member says: a member, one who has not confirmed the address, or one who has left. */
export type MemberMeaning = 'member' | 'provisional' | 'left';

const memberStatuses = wordTable<MemberMeaning>([
  [
    'member',
    '|active|enabled|member|registered|confirmed|verified|本会員|会員|正会員|通常会員|一般会員|現会員|有効会員|本登録|登録済み|登録済|有効|在籍|在籍中|入会中|利用中|アクティブ',
  ],
  ['provisional', 'provisional|pending|unconfirmed|unverified|invited|仮会員|仮登録|仮登録会員|未確認|未認証|仮'],
  [
    'left',
    'left|closed|deleted|deactivated|withdrawn|cancelled|canceled|退会|退会済み|退会済|退会会員|退会者|脱退|解約|解約済み|解約済|削除|削除済み|削除済',
  ],
]);

/** The usual meaning of a word for the status of a member, an empty cell's too; undefined if it is no usual word. */
export function memberMeaning(text: string): MemberMeaning | undefined {
  return memberStatuses.get(plainWord(text));
}

/** The usual meaning of a word for the status of an order; undefined if it is no usual word. */
export function statusMeaning(text: string): StatusMeaning | undefined {
  return statuses.get(plainWord(text));
}
