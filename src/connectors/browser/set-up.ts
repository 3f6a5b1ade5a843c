import type { SetUp } from '../contract/set-up.ts';
import { browserExample } from './example.ts';

export const setUp: SetUp = {
  about: {
    en: 'One tag on the shop’s pages reports product views, carts and checkouts of visitors. A visitor is a random id in the page’s own storage, and what they do is kept for seven days. Once the shop’s backend has signed who they are, it counts as that customer’s: browse, cart and checkout reminders follow.',
    ja: 'ショップのページにタグを1つ置くだけで、商品閲覧・カート・購入手続きの開始を記録します。訪問者は、ページ自身のストレージに保存したランダムなIDで区別し、行動は7日間保持します。ショップのバックエンドが署名付きトークンで顧客を示した時点で、その顧客の行動として扱い、閲覧・カート・購入手続きのリマインドにつながります。',
  },
  steps: [
    {
      en: 'Add `connectors: { browser: { origins: ["https://YOUR-SHOP"], currency: "JPY" } }` to the stage in `infra/settings.ts`, and deploy: `npm run deploy -- --stage {stage}`. Name each origin that shows shop pages; add `imageOrigins` if pictures come from another.',
      ja: '`infra/settings.ts`の対象ステージに`connectors: { browser: { origins: ["https://YOUR-SHOP"], currency: "JPY" } }`を追加し、`npm run deploy -- --stage {stage}`でデプロイします。ショップのページのオリジンをすべて指定してください。商品画像を別のオリジンから配信している場合は`imageOrigins`も指定します。',
    },
    {
      en: 'Put the tag on every page, and on each page the attributes that fit it (`data-view`, `data-cart`, `data-checkout`), as in the first example below; or make the same calls by script.',
      ja: '全ページにタグを置き、ページに応じて属性（`data-view`、`data-cart`、`data-checkout`）を付けます（下の最初のサンプルを参照）。スクリプトから呼び出すこともできます。',
    },
    {
      en: 'Make a secret: `npm run connectors -- secret browser --new --stage {stage}`. It is shown once. Put it where your backend keeps its secrets.',
      ja: '`npm run connectors -- secret browser --new --stage {stage}`でシークレットを作成します。表示は一度だけです。バックエンドのシークレット管理に保存してください。',
    },
    {
      en: "For a signed-in customer let the backend make a token, and give it to the tag: as `data-identify` in the page, or best by `aftercart('identify', visitor => …)`, which asks the backend for one that counts for this visitor alone. The examples below make it.",
      ja: "ログイン中の顧客については、バックエンドでトークンを作成してタグに渡します。ページに`data-identify`として埋め込むか、`aftercart('identify', visitor => …)`で、その訪問者だけに有効なトークンをバックエンドから取得します（推奨）。作成方法は下のサンプルを参照してください。",
    },
    {
      en: "In the EU and the UK, and wherever visitors must agree first, set `data-consent=\"ask\"`, and call `aftercart('consent', true)` once they have. `aftercart('consent', false)` deletes the id and what was kept. Both last. With Global Privacy Control switched on, nothing is stored or sent.",
      ja: "EU・英国など事前の同意が必要な地域では`data-consent=\"ask\"`を付け、同意を得たら`aftercart('consent', true)`を呼び出します。`aftercart('consent', false)`でIDと保持中の行動を削除します。どちらも次回以降のアクセスに引き継がれます。Global Privacy Controlが有効なブラウザーでは、保存も送信も行いません。日本では電気通信事業法の外部送信規律に基づく公表・通知が必要な場合があります。",
    },
    {
      en: 'Sign in on the shop, look at a product, and see `npm run connectors -- status --stage {stage}`: the last delivery, and why anything was refused.',
      ja: 'ショップにログインして商品を表示し、`npm run connectors -- status --stage {stage}`で、最後に受信した日時と、拒否された場合の理由を確認します。',
    },
  ],
  finds: {
    origins: {
      en: 'The beginning of your pages’ addresses, up to the first single slash and without it.',
      ja: 'ショップのページのアドレスの先頭部分です（ホスト名まで。末尾のスラッシュは含めません）。',
    },
  },
  limits: [
    {
      en: 'A page reports no order, no consent and no address: the backend does, over HTTP or its platform. Let it name the same `cart.id` in `order.placed`, so that nobody is reminded of what they bought; without one, report the empty cart after the order.',
      ja: '注文・配信の同意・連絡先は、ページからは受け付けません。バックエンド（HTTP）またはプラットフォームのコネクターから送信してください。購入済みの商品をリマインドしないよう、`order.placed`に同じ`cart.id`を含めるか、注文後に空のカートを通知してください。',
    },
    {
      en: 'Links and pictures that lead to other origins than those of the settings are left out, and markup is removed from texts. A cart keeps its first 20 lines.',
      ja: '設定したオリジン以外へのリンクと画像は取り除き、テキスト中のマークアップは削除します。カートの明細は先頭の20件まで保持します。',
    },
    {
      en: 'A token is a JSON Web Token (HS256, keyed with the whole text of the secret) with `sub`, `email` or `phone_number`, and `exp` within 24 hours: an hour is enough. With `visitor` it counts for that visitor alone; `boundTokens: true` refuses all others. One that is over leaves the visit anonymous, a forged one is answered with 401.',
      ja: 'トークンはJSON Web Token（HS256。鍵はシークレットの文字列全体）で、`sub`、`email`、`phone_number`のいずれかと、24時間以内の`exp`が必要です（1時間で十分です）。`visitor`を含めるとその訪問者だけに有効になり、`boundTokens: true`を設定するとそれ以外は拒否されます。期限切れのトークンでは匿名のまま扱い、偽造されたトークンには401を返します。',
    },
    {
      en: "On a shared computer call `aftercart('reset')` when a customer signs out: the next one gets another id.",
      ja: "共用のパソコンに備え、ログアウト時に`aftercart('reset')`を呼び出してください。次の訪問者には別のIDが割り当てられます。",
    },
    {
      en: "`aftercart('id', visitor => …)` tells the id: a Shopify theme puts it into the cart attribute `aftercart_id`, and a backend into `customer.anonymousId` of its own events. What such a visitor did is theirs from their next page on.",
      ja: "`aftercart('id', visitor => …)`でIDを取得できます。Shopifyのテーマではカート属性`aftercart_id`に、バックエンドでは自社イベントの`customer.anonymousId`に入れると、次にページを開いた時点から、その顧客の行動として扱われます。",
    },
  ],
  minutes: 15,
  example: { headers: {}, body: browserExample },
};
