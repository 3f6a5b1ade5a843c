import { type Channel, isChannel } from '../../commerce/customer/channel.ts';
import type { FormBody } from '../survey/form.ts';

/** What a browser posts from the preference page. */
export type PreferencesForm =
  | { readonly asks: 'save'; readonly shown: FormChoices; readonly chosen: FormChoices }
  | { readonly asks: 'less' }
  | { readonly asks: 'undo'; readonly proof: string };

/** The choices of a form. Topics are those that are on. */
export interface FormChoices {
  readonly topics: readonly string[];
  readonly less: boolean;
  readonly paused: boolean;
  readonly locale?: string | undefined;
  /** '' for none. */
  readonly channel?: Channel | '' | undefined;
}

/** The posted form; undefined when it asks for nothing that the page offers. */
export function readPreferencesForm({ body = '', isBase64Encoded }: FormBody): PreferencesForm | undefined {
  const fields = new URLSearchParams(isBase64Encoded ? Buffer.from(body, 'base64').toString() : body);
  const asks = fields.get('do');
  const proof = fields.get('undo');
  if (asks === 'undo' && proof) return { asks, proof };
  if (asks === 'less') return { asks };
  if (asks !== 'save') return undefined;
  return { asks, shown: readChoices(fields, 'was-'), chosen: readChoices(fields, '') };
}

/** The page says in hidden fields what it showed, so that only what the reader changed is a choice. */
function readChoices(fields: URLSearchParams, prefix: string): FormChoices {
  const channel = fields.get(`${prefix}channel`);
  return {
    topics: fields.getAll(`${prefix}topic`),
    less: fields.get(`${prefix}less`) === 'on',
    paused: fields.get(`${prefix}paused`) === 'on',
    locale: fields.get(`${prefix}locale`) ?? undefined,
    channel: channel === '' || (channel !== null && isChannel(channel)) ? channel : undefined,
  };
}
