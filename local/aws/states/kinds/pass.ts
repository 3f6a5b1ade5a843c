import type { Fields } from '../fields.ts';
import { parseResultFlow, parseTemplate } from '../flow.ts';
import type { Compiled } from '../machine.ts';

/** Pass: hands its input on, or a fixed Result, or what Parameters make of the input. */
export function parsePass(fields: Fields): Compiled {
  const flow = parseResultFlow(fields);
  const parameters = parseTemplate(fields, 'Parameters');
  const result = fields.raw('Result');
  return {
    targets: flow.targets,
    run(visit) {
      const input = flow.input(visit);
      const shaped = parameters ? parameters(visit.seeing(input)) : input;
      return flow.finish(visit, result === undefined ? shaped : result);
    },
  };
}
