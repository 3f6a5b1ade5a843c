import { DataFault, StateFailure } from '../errors.ts';
import { compileExpression } from '../expression.ts';
import type { Fields } from '../fields.ts';
import type { Compiled } from '../machine.ts';
import type { Visit } from '../visit.ts';

/** Fail: ends the branch with an error name and a cause. */
export function parseFail(fields: Fields): Compiled {
  const error = parseEither(fields, 'Error');
  const cause = parseEither(fields, 'Cause');
  return {
    targets: [],
    run(visit) {
      throw new StateFailure(error(visit), cause(visit));
    },
  };
}

/** A text given as it is, or by the field of the same name with Path behind it. */
function parseEither(fields: Fields, name: 'Error' | 'Cause'): (visit: Visit) => string | undefined {
  const text = fields.text(name);
  const field = `${name}Path`;
  const path = fields.path(field, compileExpression);
  if (!path) return () => text;
  if (text !== undefined) throw fields.invalid(field, `Give either ${name} or ${field}.`);
  return (visit) => {
    const value = path.evaluate(visit.seeing(visit.input), field);
    if (typeof value === 'string') return value;
    throw new DataFault(`The ${field} parameter does not reference a text: ${path.text}`);
  };
}
