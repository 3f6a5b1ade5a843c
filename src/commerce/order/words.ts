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
    placedAt: { en: 'time', ja: '注文日時' },
    cancelledAt: { en: 'cancellation', ja: 'キャンセルの日時' },
    reorderAt: { en: 'usual time to order again', ja: 'いつもの再注文の時期' },
    'refunds.id': { en: 'refund id', ja: '返金のID' },
    'refunds.total': { en: 'refund', ja: '返金額' },
    'refunds.total.amount': { en: 'refund', ja: '返金額' },
    'refunds.total.currency': { en: 'currency of a refund', ja: '返金の通貨' },
    'refunds.status': { en: 'status of a refund', ja: '返金の状態' },
    'refunds.reason': { en: 'reason of a refund', ja: '返金の理由' },
    'refunds.at': { en: 'time of a refund', ja: '返金の日時' },
    status: { en: 'status', ja: '状態' },
    reason: { en: 'reason', ja: '理由' },
  },
  askedAbout: {
    'order dispatchBy': { en: 'the promised day of dispatch', ja: '約束した発送期限' },
    'order reorderAt': { en: 'the usual time to order again', ja: 'いつもの再注文の時期' },
    'orders total': { en: "the last order's total", ja: '前回の注文の合計金額' },
    'orders total amount': { en: "the last order's total", ja: '前回の注文の合計金額' },
    'orders total currency': { en: 'the currency of the last order', ja: '前回の注文の通貨' },
    'orders spent': { en: 'the sum spent', ja: 'ご購入総額' },
    'orders since start': { en: 'the number of orders since the start', ja: 'その後の注文の回数' },
    'orders spent amount': { en: 'the sum spent in that currency', ja: 'その通貨でのご購入総額' },
    'orders spent currency': { en: 'the currency of the last order', ja: '前回の注文の通貨' },
    'orders count': { en: 'the number of orders', ja: '注文の回数' },
    'orders open refunds': { en: 'the number of open refunds', ja: '手続き中の返金の件数' },
    'orders days since last': { en: 'the number of days since the last order', ja: '前回の注文からの日数' },
  },
  values: {
    status: {
      open: { en: 'open', ja: '手続き中' },
      completed: { en: 'completed', ja: '返金済み' },
      declined: { en: 'declined', ja: 'お断り' },
    },
  },
  units: {
    'orders count': { en: '', ja: '回' },
    'orders since start': { en: '', ja: '回' },
    'orders open refunds': { en: '', ja: '件' },
    'orders days since last': { en: '', ja: '日' },
    'order moreLines': { en: '', ja: '件' },
    'cart moreLines': { en: '', ja: '件' },
    'checkout moreLines': { en: '', ja: '件' },
  },
  containing: {
    'order lines productId': { en: 'the order contains the product {}', ja: '注文に商品{}が含まれる' },
  },
  conditions: {
    '["orders","since start",[0]]': { en: 'the customer has not ordered since', ja: 'その後の注文がない' },
    '["orders","since start",[{"numeric":[">",0]}]]': { en: 'the customer has ordered since', ja: 'その後に注文した' },
    '["orders","count",[0]]': { en: 'the customer has never ordered', ja: '一度も注文していない' },
    '["orders","count",[1]]': { en: 'the customer has ordered once', ja: '注文が1回だけである' },
    '["orders","open refunds",[{"numeric":[">",0]}]]': { en: 'a refund is open', ja: '手続き中の返金がある' },
    '["orders","open refunds",[0]]': { en: 'no refund is open', ja: '手続き中の返金がない' },
  },
};
