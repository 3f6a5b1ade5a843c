import { channels } from '../../commerce/customer/channel.ts';
import type { Words } from '../../commerce/words.ts';
import type { FileField, FileResource } from './fields.ts';

const channelNames = { email: { en: 'e-mail', ja: 'メール' }, sms: { en: 'texts', ja: 'SMS' } } as const;

const labels: Readonly<Partial<Record<FileField, Words>>> = {
  updated: { en: 'last change', ja: '最終更新日時' },
  'member-status': { en: 'status of a member', ja: '会員の状態' },
  email: { en: 'e-mail address', ja: 'メールアドレス' },
  phone: { en: 'phone number', ja: '電話番号' },
  line: { en: 'LINE user id', ja: 'LINEのユーザーID' },
  instagram: { en: 'name on Instagram', ja: 'Instagramのユーザー名' },
  x: { en: 'name on X', ja: 'Xのユーザー名' },
  facebook: { en: 'name on Facebook', ja: 'Facebookのユーザー名' },
  name: { en: 'name', ja: '氏名' },
  'first-name': { en: 'first name', ja: '名' },
  'last-name': { en: 'family name', ja: '姓' },
  locale: { en: 'language', ja: '言語' },
  country: { en: 'country', ja: '国' },
  zone: { en: 'time zone', ja: 'タイムゾーン' },
  birthday: { en: 'birthday', ja: '誕生日' },
  number: { en: 'number that the customer knows', ja: 'お客様に伝えた注文番号' },
  time: { en: 'time of the order', ja: '注文日時' },
  total: { en: 'total', ja: '合計金額' },
  currency: { en: 'currency', ja: '通貨' },
  status: { en: 'status', ja: '対応状況' },
  cancelled: { en: 'cancellation', ja: 'キャンセル' },
  customer: { en: "store's id of the customer", ja: '会員ID' },
  cart: { en: 'id of the cart', ja: 'カートID' },
  test: { en: 'test order or not', ja: 'テスト注文かどうか' },
  dispatched: { en: 'time of dispatch', ja: '発送日時' },
  delivered: { en: 'time of delivery', ja: '配達日時' },
  parcel: { en: 'id of the parcel', ja: '荷物のID' },
  carrier: { en: 'carrier', ja: '配送業者' },
  tracking: { en: 'tracking number', ja: '追跡番号' },
  'tracking-url': { en: 'link for tracking', ja: '追跡ページのURL' },
  refund: { en: 'id of the refund', ja: '返金ID' },
  refunded: { en: 'amount paid back', ja: '返金額' },
  'refunded-at': { en: 'time of the refund', ja: '返金日時' },
  review: { en: 'id of the review', ja: 'レビューID' },
  rating: { en: 'rating from 1 to 5', ja: '評価（1〜5）' },
  reviewed: { en: 'time of the review', ja: 'レビュー日時' },
  product: { en: "product's id or SKU", ja: '商品IDまたはSKU' },
  title: { en: "product's name", ja: '商品名' },
  variant: { en: 'variant', ja: '規格・バリエーション' },
  quantity: { en: 'quantity', ja: '数量' },
  price: { en: 'price of one piece', ja: '単価' },
  'line-kind': { en: 'kind of line', ja: '明細区分' },
  payment: { en: 'way of payment', ja: '支払方法' },
  ...Object.fromEntries(
    channels.flatMap((channel) => {
      const { en, ja } = channelNames[channel];
      return [
        [`${channel}-consent`, { en: `consent to ${en}`, ja: `${ja}配信の同意` }],
        [`${channel}-consented`, { en: `time of the consent to ${en}`, ja: `${ja}配信に同意した日時` }],
        [`${channel}-source`, { en: `where it was given (${en})`, ja: `同意の取得元（${ja}）` }],
        [`${channel}-opt-in`, { en: `level of opt-in (${en})`, ja: `オプトインの種類（${ja}）` }],
        [`${channel}-wording`, { en: `words agreed to (${en})`, ja: `同意した文言（${ja}）` }],
        [`${channel}-opted-out`, { en: `opt-out from ${en}`, ja: `${ja}の配信停止` }],
        [`${channel}-opted-out-at`, { en: `time of the opt-out from ${en}`, ja: `${ja}の配信停止日時` }],
      ];
    }),
  ),
  'email-verified': { en: 'address verified or not', ja: 'メールアドレスが確認済みかどうか' },
  'phone-verified': { en: 'number verified or not', ja: '電話番号が確認済みかどうか' },
  'instagram-verified': { en: 'name verified or not', ja: 'Instagramのユーザー名が確認済みかどうか' },
  'x-verified': { en: 'name verified or not', ja: 'Xのユーザー名が確認済みかどうか' },
  'facebook-verified': { en: 'name verified or not', ja: 'Facebookのユーザー名が確認済みかどうか' },
};

/** What a field is, in words. */
export function fieldLabel(field: FileField, resource: FileResource): Words {
  if (field === 'id') {
    return resource === 'orders'
      ? { en: "order's id", ja: '注文番号' }
      : { en: "store's id of the customer", ja: '会員ID' };
  }
  return labels[field] ?? { en: field, ja: field };
}
