import type { Language } from '../../src/commerce/words.ts';
import { count } from './reading/describe.ts';

/** Progress is told so often, in milliseconds. */
const every = 5000;

/** Says what is done, how much a second, and the time that is left. */
type ProgressWords = (done: string, perSecond: string, left: string) => string;

/** Tells how far a long work has come, now and then. */
export class Progress {
  readonly #print: (text: string) => void;
  readonly #words: ProgressWords;
  readonly #language: Language;
  readonly #startedAt = performance.now();
  #toldAt = performance.now();
  #first: number | undefined;

  constructor(print: (text: string) => void, language: Language, words: ProgressWords) {
    this.#print = print;
    this.#language = language;
    this.#words = words;
  }

  tell(done: number, of = done): void {
    this.#first ??= done;
    const now = performance.now();
    if (now - this.#toldAt < every) return;
    this.#toldAt = now;
    const perSecond = ((done - this.#first) * 1000) / (now - this.#startedAt);
    const seconds = perSecond > 0 ? Math.ceil((of - done) / perSecond) : 0;
    this.#print(this.#words(count(done), count(Math.round(perSecond)), timeLeft(seconds, this.#language)));
  }
}

function timeLeft(seconds: number, language: Language): string {
  const [second, minute] = language === 'ja' ? ['秒', '分'] : [' s', ' min'];
  return seconds < 120 ? `${seconds}${second}` : `${Math.ceil(seconds / 60)}${minute}`;
}
