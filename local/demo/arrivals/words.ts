import type { Language, Words } from '../../../src/commerce/words.ts';
import { connectors } from '../../../src/connectors/connectors.ts';
import type { PlatformDelivery } from '../../../src/connectors/contract/delivery.ts';
import type { RefusalReason } from '../../../src/connectors/contract/verification.ts';

/** How a platform calls itself. @param name the connector's */
export function titleOf(name: string): string {
  return connectors.get(name)?.title ?? name;
}

type Way = PlatformDelivery['way'];

const ways: Readonly<Record<Way, Words>> = {
  http: { en: 'signed request', ja: '署名付きリクエスト' },
  bus: { en: 'the platform’s event bus', ja: 'プラットフォームのイベントバス' },
  poll: { en: 'asked by the regular round', ja: '定期照合' },
};

/** The way of a delivery in words. */
export function wayInWords(way: string, language: Language): string {
  return Object.hasOwn(ways, way) ? ways[way as Way][language] : way; // it is one of them
}

/** The addresses at which a connector's deliveries arrive; undefined for a way that has none. */
export function routeOf(connector: string, way: string): string | undefined {
  const { routes = [`/in/${connector}`] } = connectors.get(connector) ?? {};
  return way === 'http' ? `POST ${routes.join(', ')}` : undefined;
}

const reasons: Readonly<Record<RefusalReason, Words>> = {
  'no-secret': {
    en: 'The connector has no secret: npm run connectors -- secret',
    ja: 'コネクターのシークレットが未設定です。「npm run connectors -- secret」で設定してください',
  },
  'no-signature': { en: 'The signature is missing', ja: '署名がありません' },
  'wrong-signature': {
    en: 'The signature is wrong: another secret, or a body that was changed after it was signed',
    ja: '署名が一致しません。シークレットが違うか、署名後に本文が変わっています',
  },
  'no-timestamp': { en: 'The time of the signature is missing', ja: '署名の日時がありません' },
  'stale-timestamp': {
    en: 'The time of the signature is more than five minutes off the clock here. npm start -- --today goes by the present',
    ja: '署名の日時が、ここの時計と5分を超えてずれています。「npm start -- --today」なら現在の時刻で動きます',
  },
  malformed: { en: 'The body cannot be read', ja: '本文を読み取れません' },
  'too-large': { en: 'The body is too large', ja: '本文が大きすぎます' },
  'no-keys': {
    en: 'The keys of the platform could not be fetched',
    ja: 'プラットフォームの公開鍵を取得できませんでした',
  },
  'wrong-origin': {
    en: 'The page is not on one of the shop’s origins in infra/settings.ts',
    ja: 'infra/settings.ts の origins にないサイトのページから届きました',
  },
  'unusable-token': { en: 'The visitor token cannot be used', ja: '訪問者トークンを使えません' },
  'too-many': { en: 'Too many requests at once', ja: '短い時間にリクエストが多すぎます' },
  'wrong-content-type': { en: 'The content type is wrong', ja: 'Content-Typeが正しくありません' },
};

/** Why a delivery was refused, in words. */
export function refusalInWords(reason: string, language: Language): string {
  return Object.hasOwn(reasons, reason) ? reasons[reason as RefusalReason][language] : reason; // it is one of them
}
