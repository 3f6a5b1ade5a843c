import type { SetUp } from '../contract/set-up.ts';
import { exampleOrder } from './example.ts';

/** docs/connect.md of WooCommerce. */
export const setUp: SetUp = {
  about: {
    en: 'WooCommerce tells of orders, refunds and customers. Thanks, review requests and win-back work without any code.',
    ja: 'WooCommerce から、注文・返金・お客様の変更が届きます。お礼、レビューのお願い、休眠のお客様へのご案内が、コードなしで動きます。',
  },
  steps: [
    {
      en: 'In `infra/settings.ts` add the connector to your stage, and deploy:\n\n```ts\nconnectors: { woocommerce: { url: "https://YOUR-SHOP", locale: "en", timeZone: "Europe/London" } },\n```',
      ja: '`infra/settings.ts` のステージにコネクターを追加し、デプロイします。\n\n```ts\nconnectors: { woocommerce: { url: "https://YOUR-SHOP", locale: "ja", timeZone: "Asia/Tokyo" } },\n```',
    },
    {
      en: 'Make a secret, which is shown once: `npm run connectors -- secret woocommerce --new --stage {stage}`.',
      ja: '`npm run connectors -- secret woocommerce --new --stage {stage}` でシークレットを作成します。表示は一度だけです。',
    },
    {
      en: 'In WordPress open **WooCommerce → Settings → Advanced → Webhooks**, and add four webhooks with the delivery URL `{url}`, the same secret and the API version “WP REST API Integration v3”: Order created, Order updated, Customer created, Customer updated.',
      ja: 'WordPress の **WooCommerce → 設定 → 高度な設定 → Webhook** で、配信 URL に `{url}`、同じシークレット、API バージョン「WP REST API Integration v3」を指定し、「注文が作成されました」「注文が更新されました」「顧客が作成されました」「顧客が更新されました」の 4 つを追加します。',
    },
    {
      en: 'WooCommerce never repeats a webhook. In **Advanced → REST API** add a key with read access, and store it, so that a lost one is found within the hour: `npm run connectors -- secret woocommerce --credential consumerKey --from - --stage {stage}`, paste the key, and press Enter and Ctrl+D; then `consumerSecret` in the same way.',
      ja: 'WooCommerce は Webhook を再送しません。**高度な設定 → REST API** で読み込み権限のキーを追加し、`npm run connectors -- secret woocommerce --credential consumerKey --from - --stage {stage}` を実行して貼り付け、Enter と Ctrl+D を押して保存します。`consumerSecret` も同様に保存すると、届かなかったものも 1 時間以内に補われます。',
    },
    {
      en: 'Place an order, and look at `npm run connectors -- status --stage {stage}`.',
      ja: '注文を行い、`npm run connectors -- status --stage {stage}` で確認します。',
    },
  ],
  finds: {
    url: {
      en: 'The site’s address: WordPress shows it under **Settings → General → Site Address**.',
      ja: 'サイトのアドレスです。WordPress の **設定 → 一般 → サイトアドレス** に表示されます。',
    },
  },
  limits: [
    {
      en: 'WooCommerce has no carts, no agreement to advertising and no tracking numbers. The script tag reports carts. Plug-ins keep the others in `meta_data`: name their keys in the settings (`consent`, `tracking`); Shipment Tracking is known.',
      ja: 'カート、販促への同意、追跡番号は WooCommerce 本体にはありません。カートはスクリプトタグで届きます。プラグインが `meta_data` に保存する項目は、設定の `consent` と `tracking` にキーを指定します（Shipment Tracking には指定は要りません）。',
    },
    {
      en: 'The state “completed” counts as sent. If your shop uses it for “paid”, set `completed: "nothing"`.',
      ja: 'ステータス「完了」は発送済みとして扱います。「入金済み」の意味で使っている場合は `completed: "nothing"` を設定してください。',
    },
    {
      en: 'WooCommerce switches a webhook off when it fails more than five times in a row: look at its state if nothing comes any more.',
      ja: 'Webhook は連続して 5 回を超えて失敗すると無効になります。届かなくなったときは、その状態を確認してください。',
    },
  ],
  minutes: 10,
  example: {
    headers: { 'x-wc-webhook-topic': 'order.created', 'x-wc-webhook-source': 'https://shop.example.com/' },
    body: exampleOrder,
  },
};
