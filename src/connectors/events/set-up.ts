import type { SetUp } from '../contract/set-up.ts';
import { eventsExample } from './example.ts';

export const setUp: SetUp = {
  about: {
    en: 'Any backend posts [our own events](events.md) by signed HTTP, one or up to 500 in a request of at most 256 KB. The answer says for each event whether it was accepted.',
    ja: '自社のバックエンドから、Aftercartの[イベント](events.md)を署名付きHTTPで送信します。1回のリクエストで最大500件、256 KBまで送れます。受け付けたかどうかはイベントごとに返されます。',
  },
  steps: [
    {
      en: 'Add `connectors: { events: {} }` to the stage in `infra/settings.ts`, and deploy: `npm run deploy -- --stage {stage}`.',
      ja: '`infra/settings.ts`の対象ステージに`connectors: { events: {} }`を追加し、`npm run deploy -- --stage {stage}`でデプロイします。',
    },
    {
      en: 'Make a secret: `npm run connectors -- secret events --new --stage {stage}`. It is shown once. Put it where your backend keeps its secrets.',
      ja: '`npm run connectors -- secret events --new --stage {stage}`でシークレットを作成します。表示は一度だけです。バックエンドのシークレット管理に保存してください。',
    },
    {
      en: 'Post to `{url}`, with one of the examples below.',
      ja: '下のサンプルを参考に、`{url}`へPOSTします。',
    },
  ],
  limits: [
    {
      en: 'An event that is dated more than a day ahead is refused: its result names `occurredAt`. Dated ahead by less, it counts as of its receipt. One that is older than `stale after` in `store.yaml` (three days) is accepted and recorded, and starts nothing.',
      ja: '日時が1日を超えて先のイベントは受け付けられず、結果に`occurredAt`と表示されます。先であっても1日以内なら、受信した時刻の出来事として扱います。`store.yaml`の`stale after`（3日）より古いイベントは記録されますが、何も開始しません。',
    },
    {
      en: 'An event about an order may leave out `customer` if the order was posted this way: the order says whose it is.',
      ja: 'この方法で送った注文についてのイベントでは、`customer`を省略できます。顧客は注文から判断されます。',
    },
  ],
  minutes: 10,
  example: { headers: {}, body: eventsExample },
};
