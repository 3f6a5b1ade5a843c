import { userInfo } from 'node:os';
import { say } from '../../src/journey/reading/saying.ts';
import { isOperatorName } from '../../src/model/customer-request.ts';
import { UsageError } from './command.ts';

/**
 * The name of the person who changes something, for the record: that of `--by`, else of the user of this machine.
 * @throws UsageError when it is no name
 */
export function readOperator(option: string | undefined): string {
  const name = (option ?? userName()).trim();
  if (isOperatorName(name)) return name;
  throw new UsageError(say`--by takes the name of the person who does it: one line, at most 100 characters.`);
}

/** The user of this machine. A container may run as one that has no name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}
