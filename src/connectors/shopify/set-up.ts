import type { SetUp } from '../contract/set-up.ts';
import { exampleOrder } from './example.ts';

/** What the newer Events' subscriptions ask for. The names are Shopify's GraphQL. */
const orderQuery = `query Order($orderId: ID!) { order(id: $orderId) {
  id name email phone createdAt updatedAt cancelledAt test customerLocale cartToken statusPageUrl
  totalPriceSet { presentmentMoney { amount currencyCode } }
  lineItems(first: 50) { nodes { title variantTitle quantity product { id } variant { id }
    originalUnitPriceSet { presentmentMoney { amount currencyCode } } } }
  customAttributes { key value }
  shippingAddress { countryCodeV2 }
  customer { id email firstName lastName locale state verifiedEmail
    emailMarketingConsent { marketingState marketingOptInLevel consentUpdatedAt } }
} }`;

const topics =
  'carts/create, carts/update, checkouts/create, checkouts/update, orders/create, orders/updated, orders/cancelled, refunds/create, returns/request, returns/decline, fulfillments/create, fulfillments/update, fulfillment_events/create, customers/create, customers/update, customers_email_marketing_consent/update, customers_marketing_consent/update';

/** docs/connect.md of Shopify. */
export const setUp: SetUp = {
  about: {
    en: 'Shopify tells of carts, checkouts, orders, parcels, refunds and customers as they change. Cart reminders, thanks, delivery notices and review requests work without any code.',
    ja: 'Shopify から、カート・購入手続き・注文・配送・返金・お客様情報の変更が届きます。カゴ落ち、お礼、配送のお知らせ、レビューのお願いが、コードなしで動きます。',
  },
  steps: [
    {
      en: 'In the Shopify admin open **Settings → Apps and sales channels → Develop apps → Build apps in Dev Dashboard**, and create an app named Aftercart. Give it the scopes `read_orders`, `read_customers`, `read_checkouts`, `read_fulfillments` and `read_returns`, release the version, and install it in your shop.',
      ja: 'Shopify 管理画面の **設定 → アプリと販売チャネル → アプリを開発 → Dev Dashboard でアプリを構築** から、「Aftercart」という名前のアプリを作成します。スコープに `read_orders`、`read_customers`、`read_checkouts`、`read_fulfillments`、`read_returns` を選んでバージョンをリリースし、ショップにインストールします。',
    },
    {
      en: 'In `infra/settings.ts` add the connector to your stage, with your own names, and deploy:\n\n```ts\nconnectors: { shopify: { domain: "NAME.myshopify.com", url: "https://YOUR-SHOP" } },\n```',
      ja: '`infra/settings.ts` のステージにコネクターを追加し、ショップの名前に合わせてデプロイします。\n\n```ts\nconnectors: { shopify: { domain: "NAME.myshopify.com", url: "https://YOUR-SHOP" } },\n```',
    },
    {
      en: 'Copy the **Client secret** from the app’s **Settings**, and store it: `npm run connectors -- secret shopify --from - --stage {stage}`, paste it, and press Enter and Ctrl+D. So it stays out of the shell’s history.',
      ja: 'アプリの **設定** で **クライアントシークレット** をコピーし、`npm run connectors -- secret shopify --from - --stage {stage}` を実行して貼り付け、Enter と Ctrl+D を押して保存します。シェルの履歴には残りません。',
    },
    {
      en: `In the app’s version add a webhook subscription with the address \`{url}\` and these topics: ${topics}. For the compliance topics (customers/redact, customers/data_request, shop/redact) enter the same address.`,
      ja: `アプリのバージョンに Webhook を追加し、アドレスに \`{url}\`、トピックに次のものを指定します：${topics}。コンプライアンス用のトピック（customers/redact、customers/data_request、shop/redact）にも同じアドレスを入力します。`,
    },
    {
      en: 'Place a test order, and look at `npm run connectors -- status --stage {stage}`: it lists what came, and what became of it.',
      ja: 'テスト注文を行い、`npm run connectors -- status --stage {stage}` で、届いたものとその結果を確認します。',
    },
    {
      en: 'To have a lost webhook found within the hour, store the app’s **Client ID** and **Client secret** as credentials in the same way: `npm run connectors -- secret shopify --credential clientId --from - --stage {stage}`, and again with `clientSecret`.',
      ja: '届かなかった Webhook を 1 時間以内に補うには、アプリの **クライアント ID** と **クライアントシークレット** を認証情報として同じ手順で保存します：`npm run connectors -- secret shopify --credential clientId --from - --stage {stage}`、続けて `clientSecret` も同様です。',
    },
    {
      en: 'Instead of over HTTP, the subscriptions may deliver to **Amazon EventBridge**, with no secret: create an event source for your account and Region in the app’s settings, and give its ARN as the address. Then name the partner event source, and deploy again:\n\n```ts\nconnectors: { shopify: { partnerSource: "aws.partner/shopify.com/…" } },\n```',
      ja: 'HTTP の代わりに **Amazon EventBridge** でも受け取れます（シークレットは不要）。アプリの設定で、アカウントとリージョンを指定してイベントソースを作成し、その ARN を Webhook のアドレスにします。続いてパートナーイベントソースの名前を指定し、もう一度デプロイします。\n\n```ts\nconnectors: { shopify: { partnerSource: "aws.partner/shopify.com/…" } },\n```',
    },
    {
      en: `The newer Events are understood beside webhooks, for orders, refunds, returns and customers. Give the subscription of Order this query:\n\n\`\`\`graphql\n${orderQuery}\n\`\`\``,
      ja: `新しい Events も、注文・返金・返品・お客様情報について Webhook と併用できます。Order の購読には次のクエリを指定します。\n\n\`\`\`graphql\n${orderQuery}\n\`\`\``,
    },
  ],
  finds: {
    domain: {
      en: 'The address of the Shopify admin shows your shop’s name after `/store/`, and **Settings → Domains** shows it before `.myshopify.com`.',
      ja: 'ショップ名は、Shopify 管理画面のアドレスの `/store/` のあと、または **設定 → ドメイン** の `.myshopify.com` の前に表示されます。',
    },
    url: {
      en: 'The address at which customers see the shop: the primary domain of **Settings → Domains**.',
      ja: 'お客様に表示されるショップのアドレスです。**設定 → ドメイン** のメインドメインを指定します。',
    },
    partnerSource: {
      en: 'Amazon EventBridge lists it under **Partner event sources**, once the source is made.',
      ja: 'イベントソースを作成すると、Amazon EventBridge の **パートナーイベントソース** に表示されます。',
    },
  },
  limits: [
    {
      en: 'A cart names nobody. The reminder can only be sent once the customer has typed an address in a checkout, or has signed in there. Carts that the script tag reports reach those whom it knows.',
      ja: 'カートにはお客様の情報が含まれません。お知らせを送れるのは、購入手続きでメールアドレスが入力された場合、またはログインした場合です。スクリプトタグから届くカートは、タグがお客様を認識していればお知らせできます。',
    },
    {
      en: 'Only records of enabled accounts (`customers/…`) speak for an account. Shopify attaches an order to the record of the address that was typed, so checkouts and orders count as that address’s, like those of a guest; so does an agreement that was typed into a form.',
      ja: 'アカウント本人のものとして扱うのは、有効なアカウントのお客様情報（`customers/…`）だけです。Shopify は入力されたメールアドレスのお客様に注文を結び付けるため、購入手続きと注文は、ゲストと同じくそのアドレスのものとして扱います。フォームで入力された同意も同様です。',
    },
    {
      en: 'Shopify reports deliveries only of carriers that it tracks. Of all others it tells when the parcel leaves, and nothing after.',
      ja: '配達完了は、Shopify が追跡できる運送会社の場合にのみ届きます。それ以外は、発送までのお知らせとなります。',
    },
    {
      en: 'Shopify does not know who waits for a product that is sold out: post `product.back_in_stock` from the app that keeps that list.',
      ja: '入荷待ちのお客様は Shopify にはわかりません。一覧を管理しているアプリから `product.back_in_stock` を送ってください。',
    },
  ],
  minutes: 15,
  example: {
    headers: { 'x-shopify-topic': 'orders/create', 'x-shopify-shop-domain': 'example.myshopify.com' },
    body: exampleOrder,
  },
};
