import type { NotifyStaff, StaffNotification } from '../engine/ports.ts';
import type { Clock } from '../model/clock.ts';
import { RetryableError } from '../model/errors.ts';

/** The address of a webhook, and the means to sign it. */
export interface WebhookSettings {
  readonly url: string;
  readonly clock: Clock;
  /** Signs a text with the key that the shop has, too. */
  readonly sign: (text: string) => Promise<string>;
}

const timeoutMilliseconds = 10_000;

/** The statuses of passing failures: the receiver took too long, is asked too often, or is broken. */
const passing = (status: number) => status === 408 || status === 425 || status === 429 || status >= 500;

/** Tells the staff by a POST to the shop's own address, signed. Redirections are not followed. */
export function webhookNotifier(settings: WebhookSettings): NotifyStaff {
  return async (note) => {
    const status = await post(settings.url, await signedRequest(note, settings), note.id);
    if (passing(status)) throw new RetryableError(`The staff webhook answered ${status} for ${note.id}.`);
    if (status >= 200 && status < 300) return { outcome: 'done' };
    return { outcome: 'skipped', reason: 'refused', detail: `HTTP ${status}` };
  };
}

/** The request: the signature covers the time and the body, so that neither an old nor a changed one is believed. */
export async function signedRequest(note: StaffNotification, { clock, sign }: Omit<WebhookSettings, 'url'>) {
  const body = JSON.stringify(note);
  const timestamp = String(Math.floor(clock() / 1000));
  const headers = {
    'content-type': 'application/json',
    'aftercart-timestamp': timestamp,
    'aftercart-signature': `v1=${await sign(`${timestamp}.${body}`)}`,
  };
  return { method: 'POST', headers, body } as const;
}

async function post(url: string, request: Awaited<ReturnType<typeof signedRequest>>, id: string): Promise<number> {
  try {
    const signal = AbortSignal.timeout(timeoutMilliseconds);
    const answer = await fetch(url, { ...request, redirect: 'manual', signal });
    await answer.body?.cancel();
    return answer.status;
  } catch (cause) {
    const name = cause instanceof Error ? cause.name : 'unknown';
    throw new RetryableError(`The staff webhook gave no answer for ${id}: ${name}.`, { cause });
  }
}
