/** Encodings that are tried, in this order, where no mark says which it is. */
export const triedEncodings = ['utf-8', 'shift_jis', 'euc-jp'] as const;

/** The encoding that the first bytes of a file name: a byte order mark, or the zeros of UTF-16. Undefined if they do not. */
export function markedEncoding(head: Uint8Array): string | undefined {
  const [first, second, third] = head;
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const pairs = head.subarray(0, 200 - (head.length % 2));
  const zeros = [0, 1].map((parity) => pairs.filter((byte, place) => place % 2 === parity && byte === 0).length);
  const [even = 0, odd = 0] = zeros;
  if (odd > pairs.length / 4 && even === 0) return 'utf-16le';
  if (even > pairs.length / 4 && odd === 0) return 'utf-16be';
  return undefined;
}

/** A name of an encoding as the platform knows it: `Shift-JIS` and `sjis` are shift_jis. Undefined if it knows none. */
export function encodingNamed(name: string): string | undefined {
  const known: Readonly<Record<string, string>> = {
    cp932: 'shift_jis',
    'shift-jis': 'shift_jis',
    latin1: 'windows-1252',
  };
  try {
    return new TextDecoder(known[name.toLowerCase()] ?? name).encoding;
  } catch {
    return undefined;
  }
}

/** Decides whether bytes are text of an encoding, chunk by chunk. */
export class EncodingTrial {
  readonly encoding: string;
  readonly #decoder: InstanceType<typeof TextDecoder>;
  #fits = true;
  #japanese = 0;
  #halfWidth = 0;

  constructor(encoding: string) {
    this.encoding = encoding;
    this.#decoder = new TextDecoder(encoding, { fatal: true });
  }

  /** Takes the next chunk; none at the end. */
  take(chunk?: Uint8Array): void {
    if (!this.#fits) return;
    try {
      const text = this.#decoder.decode(chunk, { stream: chunk !== undefined });
      if (this.encoding === 'utf-8') return;
      this.#japanese += text.match(/[\u3041-\u30fa\u3005\uff0d]/g)?.length ?? 0;
      this.#halfWidth += text.match(/[\uff66-\uff9f]/g)?.length ?? 0;
    } catch {
      this.#fits = false;
    }
  }

  /**
   * True if all bytes fit. A Japanese encoding fits nearly any bytes, so there must be kana as well, and more than
   * half-width ones, which is what other encodings look like.
   */
  get fits(): boolean {
    return this.#fits && (this.encoding === 'utf-8' || this.#japanese > this.#halfWidth);
  }
}

/** The Japanese encoding that bytes which are no UTF-8 are probably in, as people call it. */
export function likelyEncoding(bytes: Uint8Array): 'Shift_JIS' | 'EUC-JP' {
  const shiftJis = new EncodingTrial('shift_jis');
  shiftJis.take(bytes);
  shiftJis.take();
  if (shiftJis.fits) return 'Shift_JIS';
  return decodes(bytes, 'euc-jp') ? 'EUC-JP' : 'Shift_JIS'; // also for kanji alone: those of Shift_JIS are no EUC-JP
}

function decodes(bytes: Uint8Array, encoding: string): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
