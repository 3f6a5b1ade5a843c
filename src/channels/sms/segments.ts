/** The size of a text as SMS: carriers bill by the segment. */
export interface SmsSize {
  readonly encoding: 'GSM-7' | 'UCS-2';
  readonly segments: number;
  /** Septets in GSM-7, UTF-16 code units in UCS-2. */
  readonly units: number;
}

// 3GPP TS 23.038, section 6.2.1: the default alphabet (one septet) and its extension (two septets).
const basic = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
const extension = new Set('\f^{}\\[~]|€');

// 3GPP TS 23.040: 140 octets a segment, less six for the header once there are several.
const capacity = { 'GSM-7': { single: 160, joined: 153 }, 'UCS-2': { single: 70, joined: 67 } } as const;

/** Counts the segments of an SMS. A character is never split between two segments. */
export function smsSegments(text: string): SmsSize {
  const characters = [...text];
  const gsm = characters.every((character) => basic.has(character) || extension.has(character));
  const encoding = gsm ? 'GSM-7' : 'UCS-2';
  const sizes = characters.map((character) => (gsm ? septets(character) : character.length));
  const units = sizes.reduce((sum, size) => sum + size, 0);
  const { single, joined } = capacity[encoding];
  return { encoding, segments: units <= single ? 1 : fill(sizes, joined), units };
}

function septets(character: string): number {
  return extension.has(character) ? 2 : 1;
}

function fill(sizes: readonly number[], room: number): number {
  let segments = 1;
  let used = 0;
  for (const size of sizes) {
    if (used + size > room) {
      segments += 1;
      used = 0;
    }
    used += size;
  }
  return segments;
}
