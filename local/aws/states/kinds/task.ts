import { attemptTask } from '../attempt.ts';
import { DataFault } from '../errors.ts';
import type { Fields } from '../fields.ts';
import { parseResultFlow, parseTemplate } from '../flow.ts';
import type { Compiled, Outcome } from '../machine.ts';
import { compileLookup, type Env } from '../path-expression.ts';
import { parseResource } from '../resource.ts';
import { parseHandlers } from '../retry.ts';
import { taskEvents } from '../task-events.ts';
import type { Visit } from '../visit.ts';

/** Task: calls a function or a service through the host. */
export function parseTask(fields: Fields): Compiled {
  const text = fields.requiredText('Resource');
  const resource = fields.located('Resource', () => parseResource(text));
  const events = taskEvents(resource);
  const parameters = parseTemplate(fields, 'Parameters');
  const selector = parseTemplate(fields, 'ResultSelector');
  const timeout = parseSeconds(fields, 'TimeoutSeconds');
  const heartbeat = parseSeconds(fields, 'HeartbeatSeconds');
  const handlers = parseHandlers(fields);
  const flow = parseResultFlow(fields);

  const work = async (visit: Visit): Promise<Outcome> => {
    const input = flow.input(visit);
    visit.token = resource.ends === 'response' ? undefined : visit.lane.run.newToken();
    const env = visit.seeing(input);
    const limits = { timeoutSeconds: timeout(env), heartbeatSeconds: heartbeat(env) };
    const call = { visit, resource, events, limits, parameters: parameters ? parameters(env) : input };
    const result = await attemptTask(call);
    return flow.finish(visit, selector ? selector(visit.seeing(result)) : result);
  };

  return {
    targets: [...flow.targets, ...handlers.targets],
    run: (visit) => handlers.run(visit, () => work(visit)),
  };
}

/** Reads a limit given in seconds, or by a path to them. */
function parseSeconds(fields: Fields, name: string): (env: Env) => number | undefined {
  const fixed = fields.integer(name, 1);
  const field = `${name}Path`;
  const text = fields.text(field);
  if (text === undefined) return () => fixed;
  if (fixed !== undefined) throw fields.invalid(field, `Give ${name} or ${field}.`);
  const lookup = fields.located(field, () => compileLookup(text));
  return (env) => {
    const seconds = lookup(env);
    if (seconds === undefined) throw new DataFault(`The ${field} parameter does not reference an input value: ${text}`);
    if (typeof seconds === 'number' && Number.isInteger(seconds) && seconds > 0) return seconds;
    throw new DataFault(`The ${field} parameter does not reference a positive integer: ${text}`);
  };
}
