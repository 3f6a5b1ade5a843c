import type { Channel } from '../../model/channel.ts';
import { escapeHtml } from '../escape-html.ts';

/** What the page says at each stage, in each language that it speaks. */
const words = {
  en: {
    lang: 'en',
    channel: { email: 'e-mail', sms: 'text messages' },
    ask: (shop: string, channel: string) => `Unsubscribe from ${shop}'s marketing by ${channel}?`,
    askMore: 'You will still get messages about your orders.',
    button: 'Unsubscribe',
    done: (shop: string, channel: string) => `You are unsubscribed from ${shop}'s marketing by ${channel}.`,
    doneMore: 'This takes effect at once. You can close this page.',
    failed: 'We could not finish this just now.',
    failedMore: 'You may still be subscribed. Please try again in a minute.',
    bad: 'This link does not work.',
    badMore: (contact: string) =>
      `Nothing was changed. Please try the link in our latest message, or copy the whole link. You can also unsubscribe by writing to us: ${contact}`,
  },
  ja: {
    lang: 'ja',
    channel: { email: 'メール', sms: 'SMS' },
    ask: (shop: string, channel: string) => `${shop}からの${channel}によるご案内の配信を停止しますか？`,
    askMore: 'ご注文に関するご連絡は、引き続きお送りします。',
    button: '配信を停止する',
    done: (shop: string, channel: string) => `${shop}からの${channel}によるご案内の配信を停止しました。`,
    doneMore: 'すぐに反映されます。このページは閉じていただいてかまいません。',
    failed: 'ただいまお手続きを完了できませんでした。',
    failedMore: '配信がまだ停止されていない可能性があります。お手数ですが、しばらくしてからもう一度お試しください。',
    bad: 'このリンクはご利用いただけません。',
    badMore: (contact: string) =>
      `設定は変更されていません。お手数ですが、最新のメッセージのリンクを開くか、リンク全体をコピーしてお試しください。こちらへのご連絡でも配信を停止いたします：${contact}`,
  },
} as const;

type Words = (typeof words)['en'] | (typeof words)['ja'];

function wordsFor(locale: string): Words {
  return locale.toLowerCase().startsWith('ja') ? words.ja : words.en;
}

/** The page that asks, and changes nothing. Its button posts what mail clients post for one click. */
export function askPage(locale: string, shop: string, channel: Channel): string {
  const said = wordsFor(locale);
  return page(said, said.ask(shop, said.channel[channel]), said.askMore, formOf(said));
}

/** The page when the withdrawal could not be stored, with the button to try again. */
export function failedPage(locale: string): string {
  const said = wordsFor(locale);
  return page(said, said.failed, said.failedMore, formOf(said));
}

function formOf({ button }: Words): string {
  return `<form method="post"><input type="hidden" name="List-Unsubscribe" value="One-Click"><button>${button}</button></form>`;
}

/** The page after the withdrawal. */
export function donePage(locale: string, shop: string, channel: Channel): string {
  const said = wordsFor(locale);
  return page(said, said.done(shop, said.channel[channel]), said.doneMore, '');
}

/** The page for a link that is not ours, not whole, or void. @param contact where the customer can opt out without it */
export function badLinkPage(locale: string, contact: string): string {
  const said = wordsFor(locale);
  return page(said, said.bad, said.badMore(contact), '');
}

const style = `:root{color-scheme:light dark}
body{font:16px/1.7 system-ui,"Hiragino Sans","Noto Sans JP",sans-serif;color:#1f2933;background:#f5f5f4;margin:0;display:grid;min-height:100vh;place-items:center}
main{background:#fff;max-width:26rem;margin:1rem;padding:2rem;border-radius:12px;box-shadow:0 1px 4px #0002}
h1{font-size:1.25rem;line-height:1.5;margin:0 0 .75rem;text-wrap:balance;word-break:auto-phrase}p{margin:0;color:#52606d}form{margin-top:1.25rem}
button{font:inherit;color:#fff;background:#1f2933;border:0;border-radius:8px;padding:.7rem 1.4rem;cursor:pointer}
@media (prefers-color-scheme:dark){body{color:#f2f0ea;background:#161613}main{background:#21201c}p{color:#b5b1a6}button{color:#161613;background:#f2f0ea}}`;

function page({ lang }: Words, title: string, more: string, form: string): string {
  return `<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title><style>${style}</style></head>
<body><main><h1>${escapeHtml(title)}</h1><p>${escapeHtml(more)}</p>${form}</main></body></html>
`;
}
