import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { type FSWatcher, watch } from 'chokidar';
import type { Language } from '../../src/commerce/words.ts';
import { JourneyError } from '../../src/journey/reading/problem.ts';
import { type HtmlAnswer, htmlAnswer } from '../../src/web/answer.ts';
import { pictureName } from '../../src/web/demo-pictures.ts';
import { UsageError } from '../command/command.ts';
import { MessageError } from '../messages.ts';
import { type About, type Drafts, type MessageName, readDrafts } from './draft.ts';
import { type Frame, previewPage, problemPage, script, type View, type widths } from './page.ts';

export interface PreviewOptions {
  /** The folder that holds statemachines/. */
  readonly root: string;
  /** The one journey to compile; all when it is left out. */
  readonly journey?: string;
  readonly language: Language;
  readonly about: About;
  /** 0: any free port. */
  readonly port: number;
  /** Is told of problems after a change, and with undefined when they are mended. */
  readonly onChange: (problems: string | undefined) => void;
}

/** A preview that is served until it is closed. */
export interface PreviewServer {
  readonly url: string;
  readonly drafts: Drafts;
  close(): void;
}

/** A change of several files arrives as many events. */
const settleMilliseconds = 40;

const policy =
  "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'unsafe-inline'; img-src * data:; base-uri 'none'";

/**
 * Serves the messages as they would be sent, and reloads the page when a file under statemachines/ changes.
 * @throws JourneyError or MessageError when the files are wrong to begin with
 */
export async function servePreview(options: PreviewOptions): Promise<PreviewServer> {
  const first = await readDrafts(options.root, options.journey);
  let latest: { readonly drafts: Drafts; readonly problems?: string } = { drafts: first };
  const listeners = new Set<ServerResponse>();
  const watcher = watchFolder(path.join(options.root, 'statemachines'), async () => {
    latest = await again(latest.drafts, options);
    options.onChange(latest.problems);
    for (const listener of listeners) listener.write('data: changed\n\n');
  });
  const server = createServer((request, response) => {
    const target = targetOf(request);
    if (typeof target === 'number') return refuse(target, response);
    if (target.pathname === '/changes') return listen(response, listeners);
    if (target.pathname === '/preview.js') return answerScript(response);
    const picture = pictureName(target.pathname);
    if (picture !== undefined) return answerPicture(picture, response);
    answerPage(response, () => answer(target, latest, options));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo; // it listens on a port
  const close = (): void => {
    void watcher.close();
    for (const listener of listeners) listener.end();
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${port}`, drafts: first, close };
}

async function again(drafts: Drafts, { root, journey }: PreviewOptions) {
  try {
    return { drafts: await readDrafts(root, journey) };
  } catch (error) {
    if (!(error instanceof JourneyError || error instanceof MessageError || error instanceof UsageError)) throw error;
    return { drafts, problems: error.message };
  }
}

function watchFolder(dir: string, changed: () => Promise<void>): FSWatcher {
  let timer: NodeJS.Timeout | undefined;
  // Node's own watch loses a file on Linux when an editor puts another in its place.
  return watch(dir, { ignoreInitial: true }).on('all', () => {
    clearTimeout(timer);
    timer = setTimeout(() => void changed(), settleMilliseconds);
  });
}

/** What is asked for; else the status that refuses it. A page from elsewhere may have a browser ask for anything. */
function targetOf({ url = '/', headers }: IncomingMessage): URL | 400 | 421 {
  if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(headers.host ?? '')) return 421;
  return (url.startsWith('/') && URL.parse(`http://127.0.0.1${url}`)) || 400;
}

function refuse(status: 400 | 421, response: ServerResponse): void {
  const text = status === 421 ? 'Misdirected request' : 'No such address';
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(text);
}

/** Answers with a page. What goes wrong with one is shown in its place: the preview of the others goes on. */
function answerPage(response: ServerResponse, make: () => HtmlAnswer): void {
  try {
    const { statusCode, headers, body } = htmlAnswer({ ...make(), policy });
    response.writeHead(statusCode, headers).end(body);
  } catch (error) {
    response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' }).end(String(error));
  }
}

function listen(response: ServerResponse, listeners: Set<ServerResponse>): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write(': open\n\n');
  listeners.add(response);
  response.once('close', () => listeners.delete(response));
}

function answerScript(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8' }).end(script);
}

/** The pictures of the sample's goods are those of the demo shop. */
function answerPicture(name: string, response: ServerResponse): void {
  const file = path.join(path.dirname(path.dirname(import.meta.dirname)), 'local/demo/pictures', name);
  if (!existsSync(file)) {
    response.writeHead(404).end();
    return;
  }
  const type = name.endsWith('.png') ? 'image/png' : 'image/jpeg';
  response.writeHead(200, { 'content-type': type }).end(readFileSync(file));
}

function answer(
  { pathname, searchParams }: URL,
  { drafts, problems }: { readonly drafts: Drafts; readonly problems?: string },
  { language, about }: PreviewOptions,
): HtmlAnswer {
  const page = (status: number, html: string): HtmlAnswer => ({ status, html });
  const { settings, names } = drafts;
  const frame: Frame = { language, names, locales: settings.locales };
  if (problems !== undefined) return page(200, problemPage(frame, problems));
  const [, journey = '', message = ''] = pathname.split('/');
  const name = nameOf(names, journey, message);
  const view = viewOf(searchParams, settings.locales);
  try {
    return page(200, previewPage(frame, name, view, drafts.render(name, view.locale, about)));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return page(404, problemPage(frame, error.message));
  }
}

/** The message of an address; the first one at the root, or the first of a journey. */
function nameOf(names: readonly MessageName[], journey: string, message: string): MessageName {
  const first = names.find((name) => journey === '' || name.journey === journey);
  return message === '' && first ? first : { journey, message };
}

function viewOf(query: URLSearchParams, locales: readonly string[]): View {
  return {
    locale: query.get('locale') ?? locales[0] ?? '',
    part: query.get('part') ?? 'mail',
    width: query.get('width') === 'desktop' ? 'desktop' : ('phone' satisfies keyof typeof widths),
    scheme: query.get('scheme') === 'dark' ? 'dark' : 'light',
  };
}
