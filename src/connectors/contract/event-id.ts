import { ContractError } from '../../commerce/values/contract-error.ts';
import { maxLength } from '../../commerce/values/text.ts';

/**
 * The id of an event of ours: the same whichever way it comes, and another one for every change.
 * @param resource the platform's word: `order`
 * @param change what changed: `placed`, `refund-7`, a time of the platform's
 * @throws ContractError when it is longer than an id may be: an id of the platform's cannot be one
 */
export function eventIdOf(platform: string, resource: string, id: string | number, change: string | number): string {
  const text = [platform, resource, id, change].join('-');
  if (text.length > maxLength.id)
    throw new ContractError(`${platform} ${resource}`, [
      { path: 'id', problem: `gives more than ${maxLength.id} characters` },
    ]);
  return text;
}
