import type { SetUp } from '../contract/set-up.ts';
import { segmentExample } from './example.ts';

export const setUp: SetUp = {
  about: {
    en: 'A shop that already reports to Segment or RudderStack by the e-commerce spec v2 changes the address, and nothing else.',
    ja: 'SegmentまたはRudderStackにEコマース仕様v2で送信しているショップなら、送信先のURLを変えるだけで接続できます。',
  },
  steps: [
    {
      en: 'Add `connectors: { segment: { currency: "JPY" } }` to the stage in `infra/settings.ts`, and deploy: `npm run deploy -- --stage {stage}`. The currency is that of amounts that name none.',
      ja: '`infra/settings.ts`の対象ステージに`connectors: { segment: { currency: "JPY" } }`を追加し、`npm run deploy -- --stage {stage}`でデプロイします。`currency`は、通貨の指定がない金額に使われます。',
    },
    {
      en: 'Make a write key: `npm run connectors -- secret segment --new --stage {stage}`.',
      ja: '`npm run connectors -- secret segment --new --stage {stage}`で書き込みキーを作成します。',
    },
    {
      en: 'Segment: add a destination of the kind Webhooks or a server library with the host `{host}` and this write key. RudderStack: set the data plane URL to `{host}`.',
      ja: 'Segmentでは、サーバーライブラリの`host`に`{host}`を、書き込みキーに上のキーを設定します。RudderStackでは、Data Plane URLを`{host}`にします。',
    },
  ],
  limits: [
    {
      en: 'The write key is a secret: use it from servers, not in a browser, where everybody can read it.',
      ja: '書き込みキーは秘密情報です。誰でも読めてしまうため、ブラウザーでは使わず、サーバーからのみ送信してください。',
    },
    {
      en: 'Segment’s Webhooks destination passes on what a source reports. A source with a public key, such as a website’s, takes what anybody sends in anybody’s name, `userId` and orders included: connect only sources of your own servers, and use the browser connector on pages.',
      ja: 'Segment の Webhooks 送信先は、ソースに届いた内容をそのまま転送します。ウェブサイトのように書き込みキーが公開されるソースでは、誰でも他人の `userId` や注文を送信できます。ご自身のサーバーのソースだけを接続し、ページの計測にはブラウザー用コネクターを使ってください。',
    },
    {
      en: 'Consent is not part of the specification: post `customer.updated` with `consent` over HTTP.',
      ja: '配信の同意は仕様に含まれません。`consent`を含む`customer.updated`をHTTPで送信してください。',
    },
  ],
  minutes: 10,
  example: { headers: { ':path': '/v1/batch' }, body: segmentExample },
};
