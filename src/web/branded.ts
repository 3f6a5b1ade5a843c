import type { Font } from '../model/brand.ts';
import { type Html, html } from './html.ts';
import { languageOf } from './language.ts';
import { type Palette, palettesOf } from './palette.ts';
import { shell } from './shell.ts';

/** The shop of a page, and its language. */
export interface PageBrand {
  readonly locale: string;
  readonly shop: string;
  /** The brand's colours, #rgb or #rrggbb. */
  readonly color: string;
  readonly darkColor?: string;
  readonly font?: Font;
}

/** A page in the shop's name and colours, in light and dark. It loads nothing, so that opening a link tells nobody. */
export function brandedPage(brand: PageBrand, title: string, content: Html | readonly (Html | false)[]): string {
  return shell({
    lang: languageOf(brand.locale),
    title: `${title} – ${brand.shop}`,
    head: html`<meta name="color-scheme" content="light dark">\n`,
    style: style(brand),
    main: html`<p class="brand">${brand.shop}</p>
${content}
`,
  });
}

const fonts: Readonly<Record<Font, string>> = {
  sans: 'system-ui,"Hiragino Sans","Yu Gothic","Noto Sans JP",sans-serif',
  serif: 'Georgia,"Hiragino Mincho ProN","Yu Mincho","Noto Serif JP",serif',
  rounded: 'ui-rounded,"Hiragino Maru Gothic ProN","BIZ UDPGothic",system-ui,sans-serif',
};

function variables({ page, card, ink, soft, edge, button, onButton, buttonEdge, link }: Palette): string {
  return `--page:${page};--card:${card};--ink:${ink};--soft:${soft};--edge:${edge};--brand:${button};--on-brand:${onButton};--brand-edge:${buttonEdge};--link:${link}`;
}

/** Whatever can be clicked is 48 pixels high. Eleven scores stand in a row, or in two on a phone; faces there each on a line with its name. */
function style({ font = 'sans', ...brand }: PageBrand): string {
  const { light, dark } = palettesOf(brand);
  return `:root{color-scheme:light dark;${variables(light)}}
@media(prefers-color-scheme:dark){:root{${variables(dark)}}}
*{box-sizing:border-box}
body{font:16px/1.7 ${fonts[font]};color:var(--ink);background:var(--page);margin:0;padding:16px;display:grid;min-height:100vh;place-items:center;line-break:strict;overflow-wrap:anywhere}
main{background:var(--card);width:100%;max-width:39rem;padding:28px;border-radius:12px;border-top:4px solid var(--brand-edge)}
.brand{font-weight:700;margin:0 0 20px}
h1{font-size:1.375rem;line-height:1.4;margin:0 0 12px;text-wrap:balance;word-break:auto-phrase}
p{margin:0 0 12px;word-break:auto-phrase;text-wrap:pretty}p:last-child,form:last-child{margin-bottom:0}
.more,.ends{color:var(--soft);font-size:.875rem}.address{display:inline-block;font-weight:700;word-break:normal}
.ends{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 16px;margin-bottom:8px}
.notice{border:2px solid currentColor;border-radius:8px;padding:10px 14px;margin-bottom:20px;font-weight:600}
form,fieldset{margin:0;padding:0;border:0;min-width:0}legend{padding:0}fieldset{margin-bottom:24px}main>form{margin:20px 0}
.scores{display:grid;grid-template-columns:repeat(11,1fr);gap:5px}
.scores label{position:relative}
.scores input{position:absolute;inset:0;width:100%;height:100%;margin:0;opacity:0;cursor:pointer}
.scores span{display:block;min-height:48px;line-height:46px;text-align:center;border:1px solid var(--edge);border-radius:8px;font-weight:600}
.scores input:checked+span{background:var(--brand);color:var(--on-brand);border-color:var(--ink)}
:focus-visible,.scores input:focus-visible+span{outline:3px solid var(--ink);outline-offset:2px}
.faces{grid-template-columns:repeat(5,1fr)}.faces span{font-size:.75rem;font-weight:400;line-height:1.4;padding:8px 4px;height:100%;word-break:auto-phrase}.faces svg{display:block;width:32px;height:32px;margin:0 auto 4px;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round}
a{color:var(--link)}label[for]{font-weight:700}
textarea{display:block;width:100%;font:inherit;color:inherit;background:transparent;border:1px solid var(--edge);border-radius:8px;padding:10px 12px;margin:6px 0 20px;resize:vertical}
button{font:inherit;font-weight:600;color:var(--on-brand);background:var(--brand);border:1px solid var(--brand-edge);border-radius:8px;min-height:48px;padding:8px 32px;cursor:pointer}
button.quiet{color:var(--link);background:transparent;border-color:var(--edge)}
main>form.apart{border-top:1px solid var(--edge);margin-top:28px;padding-top:20px}form.apart .more{margin-top:8px}
legend,label{word-break:auto-phrase}fieldset>legend:not(:has(h1)){font-weight:700;margin-bottom:6px}
.choice{display:flex;gap:12px;align-items:flex-start;min-height:48px;padding:10px 0;cursor:pointer}
.choice input{flex:none;width:22px;height:22px;margin:3px 0 0;accent-color:var(--brand)}
.choice b{font-weight:600}.choice .more{display:block;line-height:1.5}
.row{display:flex;flex-wrap:wrap;gap:0 28px}
.notice p:last-child{margin:0}.notice form{font-weight:400;margin-top:8px}.notice button{padding:8px 20px}
@media(max-width:620px){.scores{grid-template-columns:repeat(6,1fr)}.scores.faces{grid-template-columns:1fr}.faces span{display:flex;align-items:center;gap:12px;font-size:1rem;text-align:left;padding:6px 12px}.faces svg{margin:0}main{padding:24px 20px}button{width:100%}}`;
}
