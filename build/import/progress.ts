import { count } from './reading/describe.ts';

/** Progress is told so often, in milliseconds. */
const every = 5000;

/** Tells how far a long work has come, now and then. */
export class Progress {
  readonly #print: (text: string) => void;
  readonly #words: (done: string, perSecond: string, left: string) => string;
  readonly #startedAt = performance.now();
  #toldAt = performance.now();
  #first: number | undefined;

  /** @param words for what is done, how much a second, and the time that is left */
  constructor(print: (text: string) => void, words: (done: string, perSecond: string, left: string) => string) {
    this.#print = print;
    this.#words = words;
  }

  tell(done: number, of = done): void {
    this.#first ??= done;
    const now = performance.now();
    if (now - this.#toldAt < every) return;
    this.#toldAt = now;
    const perSecond = ((done - this.#first) * 1000) / (now - this.#startedAt);
    const seconds = perSecond > 0 ? Math.ceil((of - done) / perSecond) : 0;
    const left = seconds < 120 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
    this.#print(this.#words(count(done), count(Math.round(perSecond)), left));
  }
}
