import type { AwaitedEvent } from '../../model/awaited.ts';
import type { SubjectKind } from '../../model/subject.ts';
import type { Words } from '../model/words.ts';

/** What happens at each event: goes behind "when …", and before 「…と」, 「…まで」 and 「…こと」. */
export const eventWords: Readonly<Record<AwaitedEvent, Words>> = {
  'customer.updated': { en: "a customer's details or consent change", ja: 'お客様の情報や配信同意が変わる' },
  'cart.updated': { en: 'a cart changes', ja: 'カートの中身が変わる' },
  'cart.emptied': { en: 'the cart is emptied', ja: 'カートが空になる' },
  'checkout.started': { en: 'a checkout is started', ja: '購入手続きが始まる' },
  'order.placed': { en: 'an order is placed', ja: '注文が入る' },
  'order.cancelled': { en: 'the order is cancelled', ja: '注文がキャンセルされる' },
  'order.refunded': { en: 'a refund of the order is opened or settled', ja: '返金の受付や処理がある' },
  'shipment.dispatched': { en: 'a parcel is dispatched', ja: '荷物が発送される' },
  'shipment.delivered': { en: 'a parcel is delivered', ja: '荷物が届く' },
  'review.submitted': { en: 'a review is submitted', ja: 'レビューが投稿される' },
  'coupon.redeemed': { en: 'a coupon is used', ja: 'クーポンが使われる' },
  'shipment.out_for_delivery': { en: 'a parcel is out for delivery', ja: '荷物が配達に出る' },
  'shipment.delayed': { en: 'a parcel is delayed', ja: '荷物の到着が遅れる' },
  'customer.created': { en: 'somebody becomes a customer', ja: '会員登録がある' },
  'customer.tier_reached': { en: 'a customer reaches a tier', ja: '会員ランクが上がる' },
  'product.viewed': { en: 'a product is looked at', ja: '商品が閲覧される' },
  'product.back_in_stock': { en: 'a product is back in stock', ja: '商品が再入荷する' },
  'inquiry.received': { en: 'an inquiry is received', ja: 'お問い合わせが届く' },
  'inquiry.answered': { en: 'an inquiry is answered', ja: 'お問い合わせに回答がある' },
  'survey.answered': { en: 'a survey is answered', ja: 'アンケートに回答がある' },
  'referral.completed': { en: 'a recommendation leads to an order', ja: '紹介で注文が入る' },
  'journey.requested': { en: 'somebody of the shop asks for it', ja: '担当者が開始を指示する' },
  'inquiry.closed': { en: 'an inquiry is closed', ja: 'お問い合わせが解決する' },
  'message.opened': { en: 'the last message is opened', ja: '直前のメッセージが開封される' },
  'message.clicked': { en: 'a link in the last message is clicked', ja: '直前のメッセージのリンクがクリックされる' },
};

/** What a run can be about. */
export const subjectWords: Readonly<Record<SubjectKind, Words>> = {
  customer: { en: 'customer', ja: 'お客様' },
  cart: { en: 'cart', ja: 'カート' },
  checkout: { en: 'checkout', ja: '購入手続き' },
  order: { en: 'order', ja: '注文' },
  shipment: { en: 'parcel', ja: '荷物' },
  review: { en: 'review', ja: 'レビュー' },
  inquiry: { en: 'inquiry', ja: 'お問い合わせ' },
  product: { en: 'product', ja: '商品' },
  survey: { en: 'survey', ja: 'アンケート' },
  referral: { en: 'recommendation', ja: '紹介' },
  tier: { en: 'tier', ja: '会員ランク' },
};

/** What an event tells of. */
export const nounNames: Readonly<Record<string, Words>> = { ...subjectWords, refund: { en: 'refund', ja: '返金' } };

/** The fields that a pattern asks about, by their path below the noun. */
export const fieldWords: Readonly<Record<string, Words>> = {
  id: { en: 'id', ja: 'ID' },
  'total.amount': { en: 'total', ja: '合計金額' },
  'total.currency': { en: 'currency', ja: '通貨' },
  number: { en: 'number', ja: '番号' },
  dispatchBy: { en: 'promised day of dispatch', ja: '約束した発送期限' },
  role: { en: 'role', ja: '役割' },
  carrier: { en: 'carrier', ja: '配送会社' },
  rating: { en: 'rating', ja: '評価' },
  productId: { en: 'product id', ja: '商品ID' },
  status: { en: 'status', ja: '状態' },
  reason: { en: 'reason', ja: '理由' },
  name: { en: 'name', ja: '名前' },
  email: { en: 'e-mail address', ja: 'メールアドレス' },
  phone: { en: 'phone number', ja: '電話番号' },
  locale: { en: 'language', ja: '言語' },
  country: { en: 'country', ja: '国' },
  timeZone: { en: 'time zone', ja: 'タイムゾーン' },
};

/** What an `if` asks about, by its path with spaces. */
export const askedAbout: Readonly<Record<string, Words>> = {
  'customer country': { en: "the customer's country", ja: 'お客様の国' },
  'customer birthday': { en: "the customer's birthday", ja: 'お客様の誕生日' },
  'order dispatchBy': { en: 'the promised day of dispatch', ja: '約束した発送期限' },
  'order reorderAt': { en: 'the usual time to order again', ja: 'いつもの再注文の時期' },
  'order total amount': { en: "the order's total", ja: '注文の合計金額' },
  'order total currency': { en: "the order's currency", ja: '注文の通貨' },
  'orders spent amount': { en: 'the sum spent in that currency', ja: 'その通貨でのご購入総額' },
  'orders spent currency': { en: 'the currency of the last order', ja: '前回の注文の通貨' },
  'orders count': { en: 'the number of orders', ja: '注文の回数' },
  'orders open refunds': { en: 'the number of open refunds', ja: '手続き中の返金の件数' },
  'orders days since last': { en: 'the number of days since the last order', ja: '前回の注文からの日数' },
  'survey score': { en: 'the score from 0 to 10', ja: '10点満点の評価' },
};

/** What an `if` asks most, as people say it, by the JSON of its path and what is accepted. */
export const commonConditions: Readonly<Record<string, Words>> = {
  '["orders","since start",[0]]': { en: 'the customer has not ordered since', ja: 'その後の注文がない' },
  '["orders","since start",[{"numeric":[">",0]}]]': { en: 'the customer has ordered since', ja: 'その後に注文した' },
  '["orders","count",[0]]': { en: 'the customer has never ordered', ja: '一度も注文していない' },
  '["orders","count",[1]]': { en: 'the customer has ordered once', ja: '注文が1回だけである' },
  '["orders","open refunds",[0]]': { en: 'no refund is open', ja: '手続き中の返金がない' },
  '["messages","last","opened",[true]]': { en: 'the last message was opened', ja: '前のメッセージを開いた' },
  '["messages","last","opened",[false]]': { en: 'the last message was not opened', ja: '前のメッセージを開いていない' },
  '["messages","last","clicked",[true]]': { en: 'the last message was clicked', ja: '前のメッセージをクリックした' },
  '["messages","last","clicked",[false]]': {
    en: 'the last message was not clicked',
    ja: '前のメッセージをクリックしていない',
  },
  '["event","referral","role",["referrer"]]': { en: 'the customer recommended the shop', ja: '紹介した側である' },
  '["event","referral","role",["referred"]]': { en: 'the customer was recommended to come', ja: '紹介された側である' },
  '["survey","score",[{"exists":false}]]': {
    en: 'the customer has not said how it was',
    ja: 'まだ評価をいただいていない',
  },
  '["survey","score",[{"numeric":["<=",6]}]]': {
    en: 'the customer gave 6 of 10 or less',
    ja: '10点満点で6点以下である',
  },
  '["survey","score",[{"exists":false},{"numeric":[">",6]}]]': {
    en: 'the customer has not given a score of 6 or less',
    ja: '10点満点で6点以下の評価をしていない',
  },
  '["customer","consent","email",[true]]': { en: 'the customer agreed to e-mail', ja: 'メール配信に同意している' },
  '["customer","consent","sms",[true]]': { en: 'the customer agreed to SMS', ja: 'SMS配信に同意している' },
};
