import type { SetUp } from '../contract/set-up.ts';
import { exampleEvent } from './example.ts';

const events =
  'checkout.session.completed, checkout.session.async_payment_failed, checkout.session.expired, refund.created, refund.updated, refund.failed, customer.created, customer.updated';

/** docs/connect.md of Stripe. */
export const setUp: SetUp = {
  about: {
    en: 'Stripe tells of orders paid in Checkout, of sessions that ran out, of refunds and customers. Use it if your shop has no platform of its own.',
    ja: 'Stripe から、Checkout での注文・期限切れのセッション・返金・お客様の変更が届きます。ショップのプラットフォームを使わずに Stripe で販売している場合に適しています。',
  },
  steps: [
    {
      en: 'In `infra/settings.ts` add the connector to your stage, and deploy. If your shop sets `client_reference_id`, name what it holds (`customer`, `cart` or `order`):\n\n```ts\nconnectors: { stripe: { reference: "customer" } },\n```',
      ja: '`infra/settings.ts` のステージにコネクターを追加してデプロイします。`client_reference_id` を使っている場合は、その内容（`customer`、`cart`、`order`）を指定します。\n\n```ts\nconnectors: { stripe: { reference: "customer" } },\n```',
    },
    {
      en: `In the Stripe Dashboard open **Developers → Webhooks → Add destination**. Choose the payload style “Snapshot”, the events ${events}, and **Webhook endpoint** with the address \`{url}\`.`,
      ja: `Stripe ダッシュボードの **開発者 → Webhook → 送信先を追加** で、ペイロードの形式に「スナップショット」、イベントに ${events}、送信先に **Webhook エンドポイント**（アドレスは \`{url}\`）を選びます。`,
    },
    {
      en: 'Copy the endpoint’s signing secret, and store it: `npm run connectors -- secret stripe --from - --stage {stage}`, paste it, and press Enter and Ctrl+D.',
      ja: 'エンドポイントの署名シークレットをコピーし、`npm run connectors -- secret stripe --from - --stage {stage}` を実行して貼り付け、Enter と Ctrl+D を押して保存します。',
    },
    {
      en: 'Stripe’s events hold no lines of the order. Create a restricted key that may read Checkout Sessions and Products, and store it in the same way: `npm run connectors -- secret stripe --credential secretKey --from - --stage {stage}`. Without it, messages show no products.',
      ja: 'Stripe のイベントには注文の明細が含まれません。Checkout Sessions と Products の読み取りを許可した制限付きキーを作成し、同じ手順で保存します：`npm run connectors -- secret stripe --credential secretKey --from - --stage {stage}`。キーがない場合、メッセージに商品は表示されません。',
    },
    {
      en: 'To remind customers of sessions that ran out, create the sessions with `consent_collection.promotions` and `after_expiration.recovery`: only customers who agreed there are reminded.',
      ja: '期限切れのセッションをお知らせするには、`consent_collection.promotions` と `after_expiration.recovery` を付けてセッションを作成します。そこで同意したお客様だけにお知らせします。',
    },
    {
      en: 'Instead of a webhook endpoint the destination may be **Amazon EventBridge**, with your account and Region, and no signing secret. Then name its partner event source, and deploy again:\n\n```ts\nconnectors: { stripe: { partnerSource: "aws.partner/stripe.com/ed_…" } },\n```',
      ja: 'Webhook エンドポイントの代わりに **Amazon EventBridge**（アカウントとリージョンを指定。署名シークレットは不要）も使えます。その場合はパートナーイベントソースの名前を指定し、もう一度デプロイします。\n\n```ts\nconnectors: { stripe: { partnerSource: "aws.partner/stripe.com/ed_…" } },\n```',
    },
  ],
  finds: {
    partnerSource: {
      en: 'Amazon EventBridge lists it under **Partner event sources**, once the source is made.',
      ja: 'イベントソースを作成すると、Amazon EventBridge の **パートナーイベントソース** に表示されます。',
    },
  },
  limits: [
    {
      en: '`client_reference_id` counts only of sessions that your own server creates. Payment Links take it from the address bar of the payer (`?client_reference_id=`), who may type anybody’s: it is left out there, and the order is that of the typed address. On your server set it from the session of the signed-in customer, never from a parameter.',
      ja: '`client_reference_id` を使うのは、ご自身のサーバーで作成したセッションだけです。Payment Links では支払う人が URL（`?client_reference_id=`）で自由に指定できるため、この値は使わず、入力されたメールアドレスのお客様の注文として扱います。サーバーでは、リクエストのパラメーターではなく、ログイン中のお客様の情報から設定してください。',
    },
    {
      en: 'Stripe knows neither carts nor parcels. Post `shipment.dispatched` and the like from your own backend.',
      ja: 'カートと配送は Stripe からは届きません。`shipment.dispatched` などは、ご自身のシステムからお送りください。',
    },
    {
      en: 'A payment that was not made in Checkout, such as the renewal of a subscription, is no order. A refund of one ends in the dead letters.',
      ja: '定期購入の更新など、Checkout を使わない支払いは注文になりません。その返金の通知はデッドレターキューに入ります。',
    },
    {
      en: 'Thin events hold nothing but an id, and are ignored: choose “Snapshot”.',
      ja: '「シン」形式のイベントには ID しか含まれないため無視されます。「スナップショット」を選んでください。',
    },
  ],
  minutes: 10,
  example: { headers: {}, body: exampleEvent },
};
