import type { Language } from '../../src/commerce/words.ts';
import type { Purpose } from '../../src/model/purpose.ts';

/** The texts of a new journey. Each but the message is one line. */
export interface ScaffoldWords {
  readonly reference: string;
  readonly about: string;
  readonly purposes: Readonly<Record<Purpose, string>>;
  readonly priority: string;
  readonly on: string;
  readonly where: string;
  readonly audience: string;
  readonly oncePer: string;
  readonly againAfter: string;
  readonly ends: string;
  readonly wait: string;
  readonly send: string;
  /** The file of the first message. */
  readonly message: string;
  /** Printed for each file. @param file its path from the repository's root */
  readonly wrote: (file: string) => string;
  /** Printed behind the list of files. */
  readonly next: string;
}

/** The sentences of a new journey that tell its author what to write, in every language. */
export const scaffoldSentences = [
  'Describe in a sentence what the journey does for the customer.',
  'Write the subject here',
  'One line that mail programs show beside the subject.',
  'Write the headline here',
  'Write here what the customer should read.',
  'このジャーニーがお客様に何をするかを、ここに一文で書きます。',
  'ここに件名を書きます',
  'メールソフトで件名の横に表示される一文です。',
  'ここに見出しを書きます',
  'ここに本文を書きます。',
] as const;

export const scaffoldWords: Readonly<Record<Language, ScaffoldWords>> = {
  en: {
    reference: 'All keys and events: docs/journeys.md and docs/events.md. After a change: npm run journeys -- check',
    about: 'Describe in a sentence what the journey does for the customer.',
    purposes: {
      marketing: 'needs consent, and respects caps and quiet hours',
      transactional: "about the customer's own order, without advertising",
    },
    priority: 'from 0 to 100: if only one message may go today, the higher priority goes first',
    on: 'the event that lets a customer in',
    where: 'Only some of them? Such as:',
    audience: 'Only some of the customers?',
    oncePer: 'or customer: then a customer enters once',
    againAfter: 'without this line: never',
    ends: 'Events that make the rest of the journey pointless.',
    wait: 'Elapsed time ("4 hours", "3 days"), or days and a time on the customer\'s clock.',
    send: 'The text is in messages/first-message.<language>.md. Name it after its content.',
    message: `---
subject: Write the subject here
preheader: One line that mail programs show beside the subject.
---
# Write the headline here

Hello{% if customer.name %} {{ customer.name }}{% endif %},

Write here what the customer should read. Text between two curly brackets is filled in: your order {{ order.number }}.

A question? Write to us at {{ brand.contact }}.
`,
    wrote: (file) => `Wrote ${file}.`,
    next: `
Next: write its steps and messages; then

  npm run journeys -- check   reports errors, their place and the correction
  npm run build               writes its state machine, its picture and its section of the docs; commit them with it
  npm start                   plays it with the others on this machine`,
  },
  ja: {
    reference:
      '項目の一覧は docs/guide/ja.md と docs/journeys.md、イベントの一覧は docs/events.md にあります。変更後の確認：npm run journeys -- check',
    about: 'このジャーニーがお客様に何をするかを、ここに一文で書きます。',
    purposes: {
      marketing: '販促：配信への同意が必要です。1日の上限と、配信を控える時間帯を守ります',
      transactional: '取引連絡：お客様ご自身のご注文などに関する連絡です。広告は書けません',
    },
    priority: '0から100まで。1日の上限で1通しか送れないときは、数字の大きいものを送ります',
    on: 'お客様が対象になるきっかけのイベント',
    where: 'イベントを絞り込む場合の例：',
    audience: 'お客様を絞り込む場合の例：',
    oncePer: '注文ごとに1回。customer にすると、お客様ごとに1回',
    againAfter: 'この行がなければ、同じ注文では再び開始しません',
    ends: '残りのメッセージが不要になるイベント',
    wait: '経過時間（"4 hours"、"3 days"）、または「何日後の何時」（お客様の現地時間）で書きます。',
    send: '本文は messages/first-message.<言語>.md にあります。内容に合わせて名前を変えてください。',
    message: `---
subject: ここに件名を書きます
preheader: メールソフトで件名の横に表示される一文です。
---
# ここに見出しを書きます

{% if customer.name %}{{ customer.name }} 様{% else %}お客様{% endif %}

ここに本文を書きます。二重の波括弧で囲んだ部分には、送信時に値が入ります。ご注文番号は {{ order.number }} です。

ご不明な点がございましたら、{{ brand.contact }} までお知らせください。
`,
    wrote: (file) => `${file} を作成しました。`,
    next: `
次に、ステップとメッセージを書いてください。

  npm run journeys -- check   誤りの場所と直し方を表示します
  npm run build               ステートマシン、図、ドキュメントを生成します。一緒にコミットしてください
  npm start                   ほかのジャーニーと一緒に、このパソコンで動かします`,
  },
};
