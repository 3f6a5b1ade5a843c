import { type Html, html } from '../../src/web/html.ts';
import { shell } from '../../src/web/shell.ts';

/** The page of a mail as a phone shows it, below its subject. @param frame the iframe that holds the mail */
export function onPhone(subject: string, frame: Html): string {
  return shell({
    lang: 'en',
    title: subject,
    style: `body { margin: 0; padding: 20px; background: #dfe3e6; font: 15px/1.5 'Noto Sans CJK JP', sans-serif; }
    main { width: 375px; border-radius: 18px; overflow: hidden; background: #fff; box-shadow: 0 2px 10px #0002; }
    b { display: block; padding: 16px 28px 12px; }
    iframe { display: block; width: 375px; border: 0; }`,
    main: html`<b>${subject}</b>${frame}`,
  });
}
