import type { SetUp } from '../contract/set-up.ts';
import { exampleDelivery } from './example.ts';
import { subscription } from './queries.ts';

const query = `\`\`\`graphql\n${subscription.trim()}\n\`\`\``;

/** docs/connect.md of Saleor. */
export const setUp: SetUp = {
  about: {
    en: 'Saleor tells of carts, checkouts, orders, parcels, refunds and customers as they change. Cart reminders, thanks, delivery notices, review requests and win-back work without any code.',
    ja: 'Saleor から、カート・購入手続き・注文・発送・返金・お客様情報の変更が届きます。カゴ落ち、お礼、発送のお知らせ、レビューのお願い、休眠のお客様へのご案内が、コードなしで動きます。',
  },
  steps: [
    {
      en: 'In `infra/settings.ts` add the connector to your stage, with the address of your Saleor instance and the pages of your storefront, and deploy. The public keys that webhooks are signed with are fetched from this address alone:\n\n```ts\nconnectors: {\n  saleor: {\n    url: "https://NAME.saleor.cloud",\n    pages: { checkout: "https://YOUR-SHOP/checkout?checkout={id}", product: "https://YOUR-SHOP/products/{slug}" },\n  },\n},\n```',
      ja: '`infra/settings.ts` のステージにコネクターを追加し、Saleor のアドレスとストアフロントのページを指定してデプロイします。Webhook の署名を検証する公開鍵は、このアドレスからのみ取得します。\n\n```ts\nconnectors: {\n  saleor: {\n    url: "https://NAME.saleor.cloud",\n    pages: { checkout: "https://YOUR-SHOP/checkout?checkout={id}", product: "https://YOUR-SHOP/products/{slug}" },\n  },\n},\n```',
    },
    {
      en: 'In the Saleor Dashboard open **Extensions → Add extension → Provide details manually**, and create an app named Aftercart with the permissions `MANAGE_ORDERS`, `MANAGE_CHECKOUTS`, `MANAGE_USERS` and `MANAGE_PRODUCTS`. Keep its token, which is shown once.',
      ja: 'Saleor ダッシュボードの **拡張機能 → 拡張機能を追加 → 詳細を手動で入力** から「Aftercart」という名前のアプリを作成し、権限に `MANAGE_ORDERS`、`MANAGE_CHECKOUTS`、`MANAGE_USERS`、`MANAGE_PRODUCTS` を選びます。一度だけ表示されるトークンを控えます。',
    },
    {
      en: `In the app choose **Create webhook**, enter \`{url}\` as the target URL, leave the secret key empty, and paste this subscription query, which also chooses the events (it is in \`src/connectors/saleor/subscription.graphql\`):\n\n${query}`,
      ja: `アプリの **Webhook を作成** で、ターゲット URL に \`{url}\` を入力し、シークレットキーは空のままにして、次のサブスクリプションクエリを貼り付けます（イベントもこのクエリで決まります。\`src/connectors/saleor/subscription.graphql\` にもあります）。\n\n${query}`,
    },
    {
      en: 'Store the app’s token, so that a lost webhook is found within the hour: `npm run connectors -- secret saleor --credential appToken --from - --stage {stage}`, paste the token, and press Enter and Ctrl+D.',
      ja: 'アプリのトークンを保存すると、届かなかった Webhook も 1 時間以内に補われます：`npm run connectors -- secret saleor --credential appToken --from - --stage {stage}` を実行し、トークンを貼り付けて Enter と Ctrl+D を押します。',
    },
    {
      en: 'Place an order, and look at `npm run connectors -- status --stage {stage}`.',
      ja: '注文を行い、`npm run connectors -- status --stage {stage}` で確認します。',
    },
    {
      en: 'Only if your webhook has a secret key, which Saleor advises against, store the same key here: `npm run connectors -- secret saleor --from - --stage {stage}`.',
      ja: 'Webhook にシークレットキーを設定している場合（Saleor では非推奨）に限り、同じキーを保存します：`npm run connectors -- secret saleor --from - --stage {stage}`。',
    },
  ],
  finds: {
    url: {
      en: 'The address of the Saleor Dashboard without `/dashboard/`.',
      ja: 'Saleor ダッシュボードのアドレスから `/dashboard/` を除いたものです。',
    },
    pages: {
      en: 'Addresses of your storefront. What stands in braces stays as it is.',
      ja: 'ストアフロントのページのアドレスです。波かっこの部分はそのまま残します。',
    },
  },
  limits: [
    {
      en: 'Saleor 3.16 or later: older ones do not know all events of the subscription query.',
      ja: 'Saleor 3.16 以降が必要です。それ以前の版には、サブスクリプションクエリのイベントの一部がありません。',
    },
    {
      en: 'Saleor has no agreement to advertising. Have the storefront write it into the public metadata of the checkout and the account, and name the keys: `consent: { email: "newsletter", sms: "sms_newsletter" }`.',
      ja: '販促への同意の項目は Saleor にありません。ストアフロントで購入手続きとアカウントの公開メタデータに保存し、キーを指定してください（例：`consent: { email: "newsletter", sms: "sms_newsletter" }`）。',
    },
    {
      en: 'Saleor knows no page on which a checkout goes on: without `pages.checkout`, or a link in the checkout’s metadata under `recovery_url`, reminders have no link back.',
      ja: '購入手続きを再開するページは Saleor にはわかりません。`pages.checkout` を指定するか、購入手続きのメタデータ `recovery_url` にリンクを保存しないと、お知らせに戻り先のリンクが付きません。',
    },
    {
      en: 'A cart names nobody until an address is typed or the customer signs in. To join it to a visitor, have the storefront write the anonymous id into the checkout’s metadata under `aftercart_id`.',
      ja: '連絡先の入力またはログインまで、カートからお客様はわかりません。閲覧中のお客様と結び付けるには、購入手続きのメタデータ `aftercart_id` に匿名 ID を保存してください。',
    },
    {
      en: 'An order counts once it is confirmed or paid. If your shop confirms by hand and sends an invoice, set `unconfirmed: "placed"`. Orders that replace another are no orders, and their parcels are not told.',
      ja: '注文は、確定または支払いの時点で注文として扱います。手動で確定し請求書払いとする場合は `unconfirmed: "placed"` を設定してください。交換のための注文は対象外で、その荷物のお知らせもありません。',
    },
    {
      en: 'Saleor does not know when a parcel arrives: post `shipment.delivered` from your own backend, or have it presumed.',
      ja: '配達完了は Saleor からは届きません。ご自身のシステムから `shipment.delivered` を送ってください。送らない場合は、発送からの日数で推定します。',
    },
    {
      en: 'There are no test orders: name the channels for trials in `testChannels`.',
      ja: 'テスト注文の区別はありません。試験用のチャネルを `testChannels` に指定してください。',
    },
  ],
  files: { 'subscription.graphql': subscription },
  minutes: 15,
  example: { headers: { 'saleor-event': 'order_created' }, body: exampleDelivery },
};
