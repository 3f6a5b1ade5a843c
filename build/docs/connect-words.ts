import type { Words } from '../../src/commerce/words.ts';

/** The texts of docs/connect.md that belong to no connector. */
export const connectWords = {
  tried: {
    en: 'What a recorded delivery becomes (`FILE` holds its body):',
    ja: '保存しておいた通知が何に変換されるかを確認するには（`FILE` は本文のファイル）：',
  },
  title: { en: 'Connecting a shop', ja: 'ショップの接続' },
  inLanguage: { en: '', ja: '（日本語）' },
  introduction: {
    en: `A connector turns what a platform reports into [events](events.md). Nothing of it is deployed until the stage names it in
\`infra/settings.ts\`. \`<LinksUrl>\` is the output of that name of the deployed stack.

- \`npm run connectors -- list\` lists the connectors, \`-- list NAME\` the topics of one.
- \`npm run connectors -- try NAME FILE --topic TOPIC\` prints the events that a recorded delivery becomes. It stores nothing.
  \`--topic\` is for the platforms that name the topic in a header ({topicPlatforms}); the others need none. FILE is the body, or the event
  of EventBridge that holds it.
- \`npm run connectors -- secret NAME\` sets the secret, or changes it: the one before stays valid for 48 hours.
- \`npm run connectors -- status\` shows when a connector delivered last, what was refused, and why a platform is not asked what changed.

| answer | meaning |
| --- | --- |
| 200 | the delivery is stored, and becomes events within seconds; for posted events \`results\` says of each whether it was accepted |
| 400 | the body is no JSON (with line and column), or no event in it was accepted |
| 401 | the signature or its time is missing or wrong; a time is good for five minutes |
| 403 | the page is on none of the shop's origins |
| 404, 413, 415 | there is no such connector; the body is too large; its content type is wrong |
| 429, 503 | too many deliveries at once, or a service is down: send the same again |

What cannot be mapped ends whole in the queue \`aftercart-deliveries-dead-letters\`; its attribute \`reason\` names the fields.`,
    ja: `コネクターは、プラットフォームからの通知をAftercartの[イベント](events.md)に変換します。\`infra/settings.ts\`で指定するまで、コネクター用のリソースは
何もデプロイされません。\`<LinksUrl>\`は、デプロイしたスタックの同名の出力値です。

- \`npm run connectors -- list\`でコネクターの一覧を、\`-- list 名前\`で対応トピックを表示します。
- \`npm run connectors -- try 名前 ファイル --topic トピック\`で、保存しておいた通知がどのイベントに変換されるかを確認できます。データは保存されません。
  \`--topic\`は、トピックをヘッダーで示すプラットフォーム（{topicPlatforms}）で必要です。ほかでは不要です。ファイルには、本文またはそれを含む
  EventBridgeのイベントを指定します。
- \`npm run connectors -- secret 名前\`でシークレットを設定または変更します。変更後も、以前のシークレットは48時間有効です。
- \`npm run connectors -- status\`で、最後に受信した日時、拒否された件数、変更の照合が行われていない理由を確認できます。

| 応答 | 意味 |
| --- | --- |
| 200 | 受信内容を保存しました。数秒でイベントになります。HTTPで送信したイベントについては、受け付けたかどうかが\`results\`に1件ずつ入ります |
| 400 | 本文がJSONではない（行と列を表示）か、受け付けられるイベントがありません |
| 401 | 署名または時刻がないか、正しくありません。時刻の許容範囲は5分です |
| 403 | ページのオリジンがショップのものではありません |
| 404、413、415 | コネクターがない、本文が大きすぎる、Content-Typeが正しくない |
| 429、503 | 送信が多すぎるか、一時的に利用できません。同じ内容を再送してください |

変換できない通知は、そのままキュー\`aftercart-deliveries-dead-letters\`に残り、属性\`reason\`に該当項目が記録されます。`,
  },
  finds: {
    en: 'What to put into the settings, in place of `NAME`, `YOUR-SHOP` and `…`:',
    ja: '設定の `NAME`、`YOUR-SHOP`、`…` には、次の値を入れます。',
  },
  minutes: { en: 'Time needed, in minutes', ja: '所要時間（分）' },
  ignored: { en: 'ignored', ja: '無視' },
} as const satisfies Record<string, Words>;
