import { maxLength } from '../../commerce/values/text.ts';

/**
 * The id of an event of ours: the same whichever way it comes, and another one for every change.
 * @param resource the platform's word: `order`
 * @param change what changed: `placed`, `refund-7`, a time of the platform's
 * @throws RangeError when it is longer than an id may be
 */
export function eventIdOf(platform: string, resource: string, id: string | number, change: string | number): string {
  const text = [platform, resource, id, change].join('-');
  if (text.length > maxLength.id) throw new RangeError(`An event id of ${platform} is longer than ${maxLength.id}.`);
  return text;
}
