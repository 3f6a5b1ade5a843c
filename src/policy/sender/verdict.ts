import type { Words } from '../../commerce/words.ts';

/** One thing that was checked. */
export interface SenderVerdict {
  readonly about: 'domain' | 'DKIM' | 'MAIL FROM' | 'DMARC' | 'account' | 'suppression' | 'bounces' | 'complaints';
  readonly state: 'good' | 'trouble' | 'unknown';
  /** How bad it is, where it can become worse: `near` a limit or `beyond` it, under `review` or `paused`. */
  readonly grade?: 'near' | 'beyond' | 'review' | 'paused';
  readonly what: Words;
  /** The remedy, with what happens without it. */
  readonly mend?: Words;
}

/** The verdict on what no name server answered about. */
export function silent(about: SenderVerdict['about'], en: string, ja: string): SenderVerdict {
  const what = {
    en: `No name server answered about ${en}.`,
    ja: `${ja}を問い合わせましたが、DNSサーバーから応答がありませんでした。`,
  };
  return { about, state: 'unknown', what };
}
