import validate from 'asl-validator';
import type { StateMachine } from '../../src/journey/machine/states-language.ts';

/** What asl-validator has against a machine once every named function has an ARN. */
export function aslProblems(machine: StateMachine): string[] {
  const arn = 'arn:aws:lambda:ap-northeast-1:123456789012:function:$1';
  const deployed: unknown = JSON.parse(JSON.stringify(machine).replace(/\$\{([a-z-]+)\}/g, arn));
  return validate(deployed, { checkPaths: true, checkArn: true }).errors.map((fault) => JSON.stringify(fault));
}
