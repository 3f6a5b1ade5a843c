import type { EventOf } from '../events.ts';
import type { SubjectWords } from '../words.ts';

export const orderWords: SubjectWords<EventOf<'order'>> = {
  noun: { en: 'order', ja: '注文' },
  parts: { refund: { en: 'refund', ja: '返金' } },
  events: {
    'order.placed': { en: 'an order is placed', ja: '注文が入る' },
    'order.cancelled': { en: 'the order is cancelled', ja: '注文がキャンセルされる' },
    'order.refunded': { en: 'a refund of the order is opened or settled', ja: '返金の受付や処理がある' },
  },
  fields: {
    number: { en: 'number', ja: '番号' },
    dispatchBy: { en: 'promised day of dispatch', ja: '約束した発送期限' },
    status: { en: 'status', ja: '状態' },
    reason: { en: 'reason', ja: '理由' },
  },
  askedAbout: {
    'order dispatchBy': { en: 'the promised day of dispatch', ja: '約束した発送期限' },
    'order reorderAt': { en: 'the usual time to order again', ja: 'いつもの再注文の時期' },
    'order total amount': { en: "the order's total", ja: '注文の合計金額' },
    'order total currency': { en: "the order's currency", ja: '注文の通貨' },
    'orders spent amount': { en: 'the sum spent in that currency', ja: 'その通貨でのご購入総額' },
    'orders spent currency': { en: 'the currency of the last order', ja: '前回の注文の通貨' },
    'orders count': { en: 'the number of orders', ja: '注文の回数' },
    'orders open refunds': { en: 'the number of open refunds', ja: '手続き中の返金の件数' },
    'orders days since last': { en: 'the number of days since the last order', ja: '前回の注文からの日数' },
  },
  conditions: {
    '["orders","since start",[0]]': { en: 'the customer has not ordered since', ja: 'その後の注文がない' },
    '["orders","since start",[{"numeric":[">",0]}]]': { en: 'the customer has ordered since', ja: 'その後に注文した' },
    '["orders","count",[0]]': { en: 'the customer has never ordered', ja: '一度も注文していない' },
    '["orders","count",[1]]': { en: 'the customer has ordered once', ja: '注文が1回だけである' },
    '["orders","open refunds",[0]]': { en: 'no refund is open', ja: '手続き中の返金がない' },
  },
};
