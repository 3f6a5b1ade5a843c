import type { FormBody } from '../survey/form.ts';

/** The proof of the click that is to be undone, if the posted form asks for that. */
export function readUndo({ body = '', isBase64Encoded }: FormBody): string | undefined {
  return new URLSearchParams(isBase64Encoded ? Buffer.from(body, 'base64').toString() : body).get('undo') ?? undefined;
}
