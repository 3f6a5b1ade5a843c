import type { Words } from '../../src/commerce/words.ts';

/** What `npm run connectors` prints. */
export const connectorWords = {
  becomes: { en: 'becomes', ja: '変換先' },
  ignored: { en: 'ignored', ja: '無視' },
  refused: { en: 'would be refused', ja: '受け付けられません' },
  missing: { en: 'missing', ja: '不足' },
  nothing: { en: 'nothing came of it', ja: '変換されたイベントはありません' },
  fetches: {
    en: 'names ids only: the rest is fetched from the platform, which "try" does not do',
    ja: 'IDのみの通知です。残りはプラットフォームから取得しますが、tryでは取得しません',
  },
  unknownTopic: { en: 'unknown topic', ja: '不明なトピック' },
  never: { en: 'nothing delivered yet', ja: 'まだ受信していません' },
  lastDelivery: { en: 'last delivery', ja: '最終受信' },
  longestGap: { en: 'longest pause in hours', ja: '最長の受信間隔（時間）' },
  secrets: { en: 'secrets', ja: 'シークレット' },
  noSecret: {
    en: 'no secret: every delivery is refused. Set one: npm run connectors -- secret',
    ja: 'シークレットが未設定のため、すべて拒否されます。npm run connectors -- secret で設定してください',
  },
  since: { en: 'since', ja: '設定日時' },
  until: { en: 'valid until', ja: '有効期限' },
  credentials: { en: 'credentials', ja: '認証情報' },
  reconciled: { en: 'reconciled up to', ja: '照合済み' },
  asked: { en: 'asked what changed', ja: '変更の照合' },
  refusedDeliveries: { en: 'refused in the last 24 hours', ja: '過去24時間に拒否' },
  noneRefused: { en: 'none', ja: 'なし' },
  minutes: { en: 'minutes to connect', ja: '接続にかかる時間（分）' },
} as const satisfies Record<string, Words>;

/** What `try` adds to a topic that is nearly right. */
export function meantTopic(topic: string): Words {
  return { en: ` (did you mean "${topic}"?)`, ja: `（「${topic}」の間違いではありませんか）` };
}

/** What `try` says of a delivery whose topic nobody named. @param topic an example */
export function untoldTopic(topic: string): Words {
  return {
    en: `The delivery does not say its topic. Name it with --topic, such as "--topic ${topic}", or give the headers with "--headers FILE".`,
    ja: `通知のトピックが分かりません。「--topic ${topic}」のように --topic で指定するか、「--headers FILE」でヘッダーを渡してください。`,
  };
}
