import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pictureName } from '../../src/web/demo-pictures.ts';
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

function picture(url: string): RawAnswer<Uint8Array> | undefined {
  const name = pictureName(url);
  const type = types[name?.split('.').at(-1) ?? ''];
  if (name === undefined || type === undefined || !existsSync(join(folder, name))) return undefined;
  const headers = { 'content-type': type, 'cache-control': 'max-age=3600' };
  return new RawAnswer(200, readFileSync(join(folder, name)), headers);
}
