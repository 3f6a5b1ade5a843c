import type { Words } from '../../commerce/words.ts';
import type { Silence } from './facts.ts';

/** One thing that was checked. */
export interface SenderVerdict {
  readonly about: 'domain' | 'DKIM' | 'MAIL FROM' | 'DMARC' | 'account' | 'suppression' | 'bounces' | 'complaints';
  readonly state: 'good' | 'trouble' | 'unknown';
  /** True for what is unknown in the ordinary course of things: nobody has to be told. */
  readonly isUsual?: true;
  /** How bad it is, where it can become worse: `near` a limit or `beyond` it, under `review` or `paused`. */
  readonly grade?: 'near' | 'beyond' | 'review' | 'paused';
  readonly what: Words;
  /** The remedy, with what happens without it. */
  readonly mend?: Words;
}

/** The verdict on what a service of AWS did not answer about. */
export function unanswered(
  about: SenderVerdict['about'],
  service: string,
  { silence }: Silence,
  { en, ja }: Words,
): SenderVerdict {
  const what = {
    en: `${service} did not answer about ${en} (${silence}).`,
    ja: `${ja}を問い合わせましたが、${service}から応答がありませんでした（${silence}）。`,
  };
  return { about, state: 'unknown', what };
}

/** The verdict on what no name server answered about. */
export function silent(about: SenderVerdict['about'], en: string, ja: string): SenderVerdict {
  const what = {
    en: `No name server answered about ${en}.`,
    ja: `${ja}を問い合わせましたが、DNSサーバーから応答がありませんでした。`,
  };
  return { about, state: 'unknown', what };
}
