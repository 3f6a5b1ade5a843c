import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { demoPictures } from '../../src/commerce/sample-shop.ts';
import type { AnswerPage } from '../aws/runtime.ts';
import { RawAnswer } from '../aws/services/service.ts';

const folder = join(import.meta.dirname, 'pictures');
const types: Readonly<Record<string, string>> = { jpg: 'image/jpeg', png: 'image/png' };

/**
 * The pages together with the demo shop's pictures, GET /pictures/<name>: mails name them by their address at the shop,
 * https://shop.example.com/pictures/<name>, where no machine is.
 */
export function withPictures(pages: AnswerPage): AnswerPage {
  return async (request) => (request.method === 'GET' ? picture(request.url) : undefined) ?? (await pages(request));
}

/** The HTML with the demo shop's pictures taken from this machine. */
export function withLocalPictures(html: string): string {
  return html.replaceAll(`${demoPictures}/`, '/pictures/');
}

function picture(url: string): RawAnswer<Uint8Array> | undefined {
  const [, name = '', ending = ''] = /^\/pictures\/([a-z0-9-]+\.(jpg|png))$/.exec(url) ?? [];
  const file = join(folder, name);
  const type = types[ending];
  if (type === undefined || !existsSync(file)) return undefined;
  return new RawAnswer(200, readFileSync(file), { 'content-type': type, 'cache-control': 'max-age=3600' });
}
