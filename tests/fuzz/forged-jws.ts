import type { Random } from '../../local/demo/random.ts';
import type { Fetch } from '../../src/connectors/contract/reach.ts';
import { confused, headerOf, instanceKey, keySet, signed, unsigned } from '../connectors/saleor-instance.ts';

const [right, another] = [instanceKey('1'), instanceKey('1')];

/** An instance that publishes the right key. */
export const publishedKeys: Fetch = async () => keySet(right);

/**
 * A detached JWS that is wrong for the body: of another key, of another body, of an algorithm that is not accepted, of a key
 * that is not published, or cut.
 */
export function forgedJws(body: string, random: Random): string {
  const kind = random.pick([
    ['another-key', 1],
    ['another-body', 1],
    ['confused', 1],
    ['unsigned', 1],
    ['algorithm', 1],
    ['unknown-key', 1],
    ['attached', 1],
    ['cut', 1],
  ]);
  if (kind === 'another-key') return signed(body, another);
  if (kind === 'another-body') return signed(`${body} `, right);
  if (kind === 'confused') return confused(body, right);
  if (kind === 'unsigned') return unsigned(right);
  if (kind === 'algorithm') return signed(body, right, { ...headerOf('1'), alg: 'none' });
  if (kind === 'unknown-key') return signed(body, right, headerOf('2'));
  if (kind === 'attached') return signed(body, right, { ...headerOf('1'), b64: true });
  return signed(body, right).slice(0, -Math.ceil(random.between(0, 40)));
}
