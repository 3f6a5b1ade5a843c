import type { SetUp } from '../contract/set-up.ts';
import { exampleNotices } from './example.ts';

/** docs/connect.md of EC-CUBE. */
export const setUp: SetUp = {
  about: {
    en: 'EC-CUBE 4 tells of orders, parcels and members by its Web API plug-in. Thanks, delivery notices, review requests and win-back work without any code.',
    ja: 'EC-CUBE 4 の Web API プラグインから、注文・出荷・会員の変更が届きます。お礼、発送のお知らせ、レビューのお願い、休眠のお客様へのご案内が、コードなしで動きます。',
  },
  steps: [
    {
      en: 'In the admin open **オーナーズストア → プラグイン**, and install and enable **Web API** (4.2 or later for EC-CUBE 4.2 and 4.3).',
      ja: '管理画面の **オーナーズストア → プラグイン** から **Web API** プラグインをインストールし、有効にします（EC-CUBE 4.2・4.3 では 4.2 以降）。',
    },
    {
      en: 'In **設定 → システム設定 → API管理 → OAuth管理** create a client with the scope `read`, authorise it, and keep the identifier, the secret and the refresh token.',
      ja: '**設定 → システム設定 → API管理 → OAuth管理** でスコープ `read` のクライアントを作成して認可し、クライアント識別子、シークレット、リフレッシュトークンを控えます。',
    },
    {
      en: 'In `infra/settings.ts` add the connector to your stage, and deploy. If your shop has states of orders of its own (対応状況), name them by their ids:\n\n```ts\nconnectors: { "ec-cube": { url: "https://YOUR-SHOP", statuses: { placed: [1, 4, 6], dispatched: [5], cancelled: [3], returned: [9] } } },\n```',
      ja: '`infra/settings.ts` のステージにコネクターを追加してデプロイします。独自の対応状況がある場合は、その ID を指定します。\n\n```ts\nconnectors: { "ec-cube": { url: "https://YOUR-SHOP", statuses: { placed: [1, 4, 6], dispatched: [5], cancelled: [3], returned: [9] } } },\n```',
    },
    {
      en: 'Make a secret, which is shown once: `npm run connectors -- secret ec-cube --new --stage {stage}`. Store the credentials: `npm run connectors -- secret ec-cube --credential clientId --from - --stage {stage}`, paste the identifier, and press Enter and Ctrl+D; then `clientSecret` and `refreshToken` in the same way.',
      ja: '`npm run connectors -- secret ec-cube --new --stage {stage}` でシークレットを作成します（表示は一度だけです）。認証情報は `npm run connectors -- secret ec-cube --credential clientId --from - --stage {stage}` を実行し、クライアント識別子を貼り付けて Enter と Ctrl+D を押して保存します。`clientSecret` と `refreshToken` も同様に保存します。',
    },
    {
      en: 'In **設定 → システム設定 → API管理 → WebHook管理** add `{url}` as Payload URL, and enter the same secret. Without it EC-CUBE signs nothing, and its webhooks are refused.',
      ja: '**設定 → システム設定 → API管理 → WebHook管理** で Payload URL に `{url}` を登録し、同じシークレットを入力します。シークレットがないと署名が付かず、受け付けられません。',
    },
    {
      en: 'Place an order, and look at `npm run connectors -- status --stage {stage}`.',
      ja: '注文を行い、`npm run connectors -- status --stage {stage}` で確認します。',
    },
  ],
  finds: {
    url: {
      en: 'The address of the shop’s top page, with its folder if it is in one, and without the path of the admin.',
      ja: 'ショップのトップページのアドレスです。サブフォルダーに設置している場合はそこまで含め、管理画面のパスは含めません。',
    },
  },
  limits: [
    {
      en: 'EC-CUBE gives up on a webhook after five seconds and never repeats it. The connector asks what changed every ten minutes, so that a lost one is at most that late.',
      ja: 'EC-CUBE は 5 秒で送信をあきらめ、再送しません。コネクターが 10 分ごとに変更を問い合わせるため、届かなかったものも最大 10 分の遅れで補われます。',
    },
    {
      en: 'EC-CUBE knows neither carts nor delivered parcels nor reviews. The script tag reports carts; a delivery is presumed, or posted by your own system.',
      ja: 'カート、配達完了、レビューは EC-CUBE からは届きません。カートはスクリプトタグで、配達完了はご自身のシステムからお送りください。',
    },
    {
      en: 'There is no consent to advertising in EC-CUBE’s core. If a plug-in adds a column for it, name it as `consentColumn`, and allow it in `eccube.api.allow_list`.',
      ja: '販促のご案内への同意は EC-CUBE 本体にはありません。プラグインの項目を使う場合は `consentColumn` に列名を指定し、`eccube.api.allow_list` に追加します。',
    },
  ],
  minutes: 15,
  example: { headers: {}, body: exampleNotices },
};
