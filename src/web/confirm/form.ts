import type { FormBody } from '../survey/form.ts';

/** What the reader chose beside what the mail asked about: topics by name, and `''` for marketing as a whole. */
export function readAlso({ body = '', isBase64Encoded }: FormBody): string[] {
  return new URLSearchParams(isBase64Encoded ? Buffer.from(body, 'base64').toString() : body).getAll('also');
}
