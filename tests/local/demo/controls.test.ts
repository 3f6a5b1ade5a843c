import { describe, expect, it } from 'vitest';
import { RawAnswer } from '../../../local/aws/services/service.ts';
import { waitingPage, withControls } from '../../../local/demo/outbox/controls.ts';
import { pageAnswer } from '../../../local/demo/outbox/layout.ts';
import type { StartStatus } from '../../../local/demo/status.ts';
import { html } from '../../../src/web/html.ts';
import { shell } from '../../../src/web/shell.ts';

const quiet: StartStatus = { preparing: '', playing: undefined, mistake: undefined, isOutdated: false, canStep: false };

/** A page of the outbox under its controls. */
async function pageUnder(status: Partial<StartStatus>, url = '/outbox?view=sent', lang = 'en') {
  const page = pageAnswer(shell({ lang, title: 'Outbox', main: html`<p>$& messages</p>` }), "default-src 'none'");
  const answer = await withControls(async () => page, { ...quiet, ...status })({
    method: 'GET',
    url,
    headers: {},
    body: Buffer.from(''),
  });
  return { body: String(answer?.body), refresh: answer?.headers.refresh };
}

describe('the controls above the outbox', () => {
  it('show a mistake with its line and caret as plain text', async () => {
    const { body } = await pageUnder({ mistake: 'journey.yaml:1:2 "<b>" is no\n<b>\n ^' });
    expect(body).toContain('<pre>journey.yaml:1:2 &quot;&lt;b&gt;&quot; is no\n&lt;b&gt;\n ^</pre>');
    expect(body).toContain('<p>$& messages</p>');
    expect((await pageUnder({})).body).not.toContain('role="alert"');
  });

  it('say that changed settings take a new start, in the language of the page', async () => {
    expect((await pageUnder({ isOutdated: true })).body).toMatch(
      /role="alert"><p>[^<]*infra\/settings\.ts[^<]*a new start/,
    );
    expect((await pageUnder({ isOutdated: true }, '/outbox', 'ja')).body).toContain('もう一度実行してください');
  });

  it('show how far the play is, and have the list load itself again until it is over', async () => {
    const playing = { percent: 42, text: '42 %  2026-03-10' };
    const under = await pageUnder({ playing });
    expect(under.body).toContain('value="42"></progress> 42 %  2026-03-10');
    expect(under.refresh).toBe('2');
    expect((await pageUnder({ playing }, '/outbox/messages/1')).refresh).toBeUndefined();
    expect((await pageUnder({})).refresh).toBeUndefined();
  });

  it('have buttons that put the clock forward and return to the page, in its language', async () => {
    const { body } = await pageUnder({ canStep: true }, '/outbox?view=sent&lang=ja', 'ja');
    expect(body).toContain('<button name="to" value="until-message">次のメッセージまで</button>');
    expect(body).toContain('<input type="hidden" name="back" value="/outbox?view=sent&amp;lang=ja">');
    expect((await pageUnder({ playing: { percent: 1, text: '' } })).body).not.toContain('action="/clock"');
  });

  it('leave mails, and answers that are no pages, as they are', async () => {
    const mail = await pageUnder({ mistake: 'x' }, '/outbox/messages/1/html');
    expect(mail.body).not.toContain('role="alert"');
    const json = new RawAnswer(200, '{"main":"<main>"}', { 'content-type': 'application/json' });
    const asked = { method: 'GET', url: '/outbox.json', headers: {}, body: Buffer.from('') };
    expect(await withControls(async () => json, { ...quiet, mistake: 'x' })(asked)).toBe(json);
  });

  it('have a page before there are any, which loads itself again', () => {
    const answer = waitingPage({ ...quiet, preparing: 'Synthesizing', mistake: 'store.yaml:1:1 <no>' });
    expect([answer.status, answer.headers.refresh]).toEqual([503, '1']);
    expect(answer.body).toContain('Synthesizing');
    expect(answer.body).toContain('store.yaml:1:1 &lt;no&gt;');
  });
});
