import { type Html, html } from '../../../src/web/html.ts';
import { shell } from '../../../src/web/shell.ts';
import type { AnswerPage } from '../../aws/runtime.ts';
import { RawAnswer } from '../../aws/services/service.ts';
import type { StartStatus } from '../status.ts';
import { pageAnswer } from './layout.ts';
import type { OutboxLanguage } from './words.ts';

const words = {
  en: {
    playing: 'The demo month is being played',
    mistake: 'The last change cannot be used; the version before it goes on.',
    outdated:
      'infra/settings.ts or other code has changed, which only a new start takes over: end npm start with Ctrl+C, and run it again. Until then the version before goes on.',
    clock: 'Put the clock forward',
    steps: { next: 'to what is due next', '1 day': 'by one day', 'until-message': 'to the next message' },
    preparing: 'One moment …',
  },
  ja: {
    playing: 'デモの1か月を再生しています',
    mistake: '最後の変更は使えないため、変更前の内容で動いています。',
    outdated:
      'infra/settings.ts などの設定やコードが変更されました。反映するには、npm start を Ctrl+C で終了し、もう一度実行してください。それまでは、変更前の内容で動きます。',
    clock: '時刻を進める',
    steps: { next: '次の予定まで', '1 day': '1日後まで', 'until-message': '次のメッセージまで' },
    preparing: 'お待ちください…',
  },
} as const;

/** What stands above the content of a page of the outbox: a mistake, the progress of the play, the buttons of the clock. */
function controls(status: StartStatus, language: OutboxLanguage, path: string): Html {
  const text = words[language];
  const { mistake, isOutdated, playing, canStep } = status;
  return html`<link rel="stylesheet" href="/outbox/controls.css">
${mistake !== undefined && html`<div class="mistake" role="alert"><p>${text.mistake}</p><pre>${mistake}</pre></div>`}
${isOutdated && html`<div class="mistake" role="alert"><p>${text.outdated}</p></div>`}
${
  playing &&
  html`<p class="playing"><label for="playing">${text.playing}</label> <progress id="playing" max="100" value="${String(playing.percent)}"></progress> ${playing.text}</p>`
}
${
  canStep &&
  html`<form class="steps" method="post" action="/clock"><span>${text.clock}</span>
<input type="hidden" name="back" value="${path}">
${Object.entries(text.steps).map(([to, label]) => html`<button name="to" value="${to}">${label}</button> `)}</form>`
}
`;
}

/** Seconds after which a list is loaded again while messages come in. */
const reload = '2';

/**
 * Puts the controls above the content of each page of the outbox, and has its lists load themselves again while the play
 * goes on.
 */
export function withControls(answerPage: AnswerPage, status: StartStatus): AnswerPage {
  return async (request) => {
    const path = request.url.split('?')[0] ?? '/';
    if (path === '/outbox/controls.css')
      return new RawAnswer(200, style, { 'content-type': 'text/css; charset=utf-8' });
    const answer = await answerPage(request);
    const isPage = path.startsWith('/outbox') && !path.endsWith('/html') && typeof answer?.body === 'string';
    if (answer === undefined || !isPage || !answer.headers['content-type']?.startsWith('text/html')) return answer;
    const [, language] = /<html lang="(en|ja)"/.exec(answer.body) ?? [];
    const above = controls(status, language === 'ja' ? 'ja' : 'en', request.url).text;
    const isReloaded = path === '/outbox' && status.playing !== undefined;
    const headers = isReloaded ? { ...answer.headers, refresh: reload } : answer.headers;
    return new RawAnswer(
      answer.status,
      answer.body.replace('<main>', () => `<main>${above}`),
      headers,
    );
  };
}

/** The page before the runtime has started: the progress, or the mistake that keeps it from starting. */
export function waitingPage({ preparing, mistake }: StartStatus, language: OutboxLanguage = 'en'): RawAnswer {
  const document = shell({
    lang: language,
    title: 'Aftercart',
    head: html``,
    main: html`<p>${words[language].preparing} ${preparing}</p>${mistake !== undefined && html`<pre>${mistake}</pre>`}`,
  });
  const answer = pageAnswer(document, "default-src 'none'", 503);
  return new RawAnswer(answer.status, answer.body, { ...answer.headers, refresh: '1', 'retry-after': '1' });
}

const style = `.mistake { margin: 0 0 1rem; padding: .75rem 1rem; border-left: 4px solid #b42318; background: #fef3f2; color: #55160c; }
.mistake p { margin: 0 0 .5rem; font-weight: 600; }
.mistake p:last-child { margin: 0; }
.mistake pre { margin: 0; overflow-x: auto; font: 13px/1.5 ui-monospace, monospace; }
.playing, .steps { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem; margin: 0 0 1rem; font-size: .9rem; }
.playing progress { flex: 0 1 12rem; }
.steps button { font: inherit; padding: .4rem .8rem; min-height: 2.25rem; cursor: pointer; }
@media (prefers-color-scheme: dark) { .mistake { background: #3a1512; color: #fecdca; } }
`;
