import type { EcCubeConfig } from './config.ts';

/**
 * The carriers' pages of a parcel. A name matches if it holds one of the words.
 * Sources: https://toi.kuronekoyamato.co.jp, https://k2k.sagawa-exp.co.jp, https://trackings.post.japanpost.jp
 */
const known: readonly (readonly [RegExp, string])[] = [
  [/ヤマト|クロネコ|yamato/i, 'https://jizen.kuronekoyamato.co.jp/jizen/servlet/crjz.b.NQ0010?id={number}'],
  [/佐川|sagawa/i, 'https://k2k.sagawa-exp.co.jp/p/web/okurijosearch.do?okurijoNo={number}'],
  [
    /日本郵便|郵便|ゆうパック|ゆうパケット|レターパック|クリックポスト|japan ?post/i,
    'https://trackings.post.japanpost.jp/services/srv/search/direct?searchKind=S002&locale=ja&reqCodeNo1={number}',
  ],
];

/** The page on which the customer follows the parcel; undefined for a carrier that nobody knows. */
export function trackingUrl(carrier: string, number: string, { carriers }: EcCubeConfig): string | undefined {
  const own = carriers.find(({ name }) => carrier.includes(name))?.url;
  const page = own ?? known.find(([name]) => name.test(carrier))?.[1];
  const digits = number.normalize('NFKC').replace(/[^0-9A-Za-z]/g, '');
  return page === undefined || digits === '' ? undefined : page.replace('{number}', encodeURIComponent(digits));
}
