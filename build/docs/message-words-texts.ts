import type { Language, Words } from '../../src/commerce/words.ts';

/** What the words mean that are no field of an event. */
export const ownWords: Readonly<Record<string, Words>> = {
  'customer.name': { en: "the customer's name", ja: 'お客様のお名前' },
  'brand.name': { en: "the shop's name", ja: 'ショップ名' },
  'brand.url': { en: "the shop's front page", ja: 'ショップのトップページ' },
  'brand.address': { en: "the shop's name and postal address", ja: 'ショップの名称と住所' },
  'brand.contact': { en: 'the address or number for questions', ja: 'お問い合わせ先' },
  'pages.products': { en: 'all products', ja: '商品一覧' },
  'pages.new': { en: 'new products', ja: '新着商品' },
  'pages.popular': { en: 'popular products', ja: '人気の商品' },
  'pages.guide': { en: 'the shopping guide', ja: 'ご利用ガイド' },
  'pages.account': { en: "the customer's account", ja: 'マイページ' },
  'links.unsubscribe': { en: 'unsubscribes; the footer has it', ja: '配信停止（フッターに入っています）' },
  'links.confirm': {
    en: 'confirms the subscription: in the journey `confirm-consent` only',
    ja: '配信登録を確定するページ（ジャーニー `confirm-consent` でのみ使えます）',
  },
  'links.preferences': {
    en: 'the preference page of the address that the message goes to; the footer has it',
    ja: '宛先ごとの配信設定のページ（フッターに入っています）',
  },
  'links.review': { en: 'where a review is written', ja: 'レビューを書くページ' },
  'links.survey': {
    en: "the survey's page; the block `scale` has it",
    ja: 'アンケートのページ（ブロック `scale` に入っています）',
  },
  'poll.question': {
    en: 'the question of the survey that the step names',
    ja: 'ステップの survey で指定したアンケートの設問',
  },
  'poll.answers': { en: 'its answers, for the block `poll`', ja: '回答の選択肢（ブロック `poll` が使います）' },
  'coupon.code': { en: "the coupon's code", ja: 'クーポンコード' },
  'coupon.percent': { en: 'the discount in per cent, if it is one', ja: '割引率（率で割り引く場合）' },
  'coupon.amount': { en: 'the discount as an amount, if it is one', ja: '割引額（額で割り引く場合）' },
  'coupon.expiresOn': { en: 'its last day', ja: '有効期限' },
  'product.quantity': { en: 'quantity', ja: '数量' },
  'product.amount': { en: 'price times quantity', ja: '価格×数量' },
  'tier.name': { en: 'the name of the membership tier', ja: '会員ランクの名称' },
  'browsing.lines': { en: 'the products looked at', ja: '閲覧した商品' },
  'product.lines': { en: 'the product, for the block `products`', ja: 'その商品（ブロック `products` に渡します）' },
  ...lines('cart', 'カート'),
  ...lines('checkout', '購入手続き'),
  ...lines('order', '注文'),
};

function lines(noun: string, ja: string): Readonly<Record<string, Words>> {
  return {
    [`${noun}.lines`]: { en: `the products of the ${noun}, for a block`, ja: `${ja}の商品（ブロックに渡します）` },
  };
}

/** The filters that the page shows: our own, and those of Liquid that messages need most. */
export type ShownFilter = 'money' | 'date' | 'default' | 'upcase' | 'size';

/** The texts of the page of words. */
export interface WordsPage {
  readonly title: string;
  readonly introduction: string;
  readonly heads: readonly [written: string, meaning: string, example: string];
  /** A field of a noun: "order: number". */
  readonly of: (noun: string, field: string) => string;
  readonly when: Readonly<Record<string, string>>;
  /** The names of nouns that events call otherwise. */
  readonly names: Readonly<Record<string, string>>;
  /** For the words of a noun that events tell of. */
  readonly whenAbout: (name: string) => string;
  readonly filters: string;
  readonly filterNote: string;
  readonly filterHeads: readonly string[];
  readonly filterMeanings: Readonly<Record<ShownFilter, string>>;
  readonly blocks: string;
  readonly blockNote: string;
  readonly blockHeads: readonly string[];
  readonly blockMeanings: Readonly<Record<string, string>>;
}

export const wordsPages: Readonly<Record<Language, WordsPage>> = {
  en: {
    title: 'The words of a message',
    introduction: `Write a word between two curly brackets, and each message has the customer's own value in its place. The examples come from
the sample that \`npm run journeys -- preview\` shows. A word that no event of the journey gives is an error of \`npm run journeys -- check\`. A word that
exists, but has no value for this customer, leaves nothing behind: write \`{% if order.number %} … {% endif %}\` around what needs it.`,
    heads: ['write', 'meaning', 'example'],
    of: (noun, field) => `${noun}: ${field}`,
    when: {
      customer: 'In every message.',
      brand: 'In every message. The values are in `statemachines/store.yaml`.',
      pages: 'In every message: the pages that `statemachines/store.yaml` names.',
      links: 'Addresses that are made for each message. `links.unsubscribe` is in marketing messages only.',
      coupon: 'In messages whose step has a `coupon`.',
      poll: 'In messages whose step has a `survey`.',
    },
    names: { browsing: 'products looked at' },
    whenAbout: (name) => `In journeys about the ${name}, and in those that an event with the ${name} starts.`,
    filters: 'Filters',
    filterNote: 'A filter stands behind a bar and changes how a value is written.',
    filterHeads: ['write', 'meaning', 'example'],
    filterMeanings: {
      money: 'an amount with its currency, as the language writes it',
      date: "a day and its weekday in the customer's time zone, as the language writes them; `date: 'short'` leaves out the year",
      default: 'a text for when there is no value',
      upcase: 'capital letters',
      size: 'how many there are',
    },
    blocks: 'Blocks',
    blockNote:
      'A block stands on a line of its own. [messages.md](../messages.md#blocks) shows what each looks like, and its settings.',
    blockHeads: ['block', 'meaning', 'as the shipped messages write it'],
    blockMeanings: {
      coupon: 'the discount, the code and the last day of a coupon',
      hero: 'the wide picture of store.yaml',
      lines: 'what was bought or is in the cart, with amounts and the sum',
      parcel: 'where the parcel is',
      poll: "the question and the answers of the step's survey, one click each",
      products: 'products with picture, price and button',
      scale: 'the numbers from 0 to 10, for an answer by one click',
      'shop-links': 'pages and social accounts of the shop; the footer has it',
    },
  },
  ja: {
    title: 'メッセージで使える言葉',
    introduction: `二重の波括弧の中に書いた言葉は、送信時にお客様ごとの値に置き換わります。例は \`npm run journeys -- preview\` で表示される
見本の値です。そのジャーニーのイベントにない言葉を書くと、\`npm run journeys -- check\` がエラーにします。言葉はあってもそのお客様の値がない場合は、
何も表示されません。値がないと不自然になる文は、\`{% if order.number %} … {% endif %}\` で囲みます。`,
    heads: ['書き方', '意味', '例'],
    of: (noun, field) => `${noun}：${field}`,
    when: {
      customer: 'すべてのメッセージで使えます。',
      brand: 'すべてのメッセージで使えます。値は `statemachines/store.yaml` で設定します。',
      pages: 'すべてのメッセージで使えます。`statemachines/store.yaml` に書かれたページです。',
      links: 'メッセージごとに発行されるURLです。`links.unsubscribe` は販促のメッセージでのみ使えます。',
      coupon: '送るステップに `coupon` があるメッセージで使えます。',
      poll: '送るステップに `survey` があるメッセージで使えます。',
    },
    names: { browsing: '閲覧した商品' },
    whenAbout: (name) => `${name}に関するジャーニーや、${name}の情報を含むイベントで開始するジャーニーで使えます。`,
    filters: 'フィルター',
    filterNote: '縦棒の後ろにフィルターを書くと、値の表記が変わります。',
    filterHeads: ['書き方', '意味', '例'],
    filterMeanings: {
      money: '通貨付きの金額（言語に合わせた表記）',
      date: "お客様の現地時間での日付と曜日（言語に合わせた表記）。`date: 'short'` とすると年を省きます",
      default: '値がないときに代わりに表示する文',
      upcase: '大文字にする',
      size: '個数',
    },
    blocks: 'ブロック',
    blockNote: 'ブロックは、1行に単独で書きます。表示例と設定は [messages.md](../messages.md#blocks) にあります。',
    blockHeads: ['ブロック', '内容', '標準のメッセージでの書き方'],
    blockMeanings: {
      coupon: 'クーポンの割引、コード、有効期限',
      hero: 'store.yaml で設定した横長の画像',
      lines: '購入商品やカートの商品の一覧、金額と合計',
      parcel: '荷物の状況',
      products: '商品の画像、価格、ボタン',
      poll: 'ステップの survey の設問と、1クリックで答えられる選択肢',
      scale: '1クリックで答えられる、0から10までの数字',
      'shop-links': 'ショップのページとSNSへのリンク（フッターに入っています）',
    },
  },
};
