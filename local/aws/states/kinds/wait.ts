import { DataFault } from '../errors.ts';
import type { Fields } from '../fields.ts';
import { parseFlow } from '../flow.ts';
import type { Compiled } from '../machine.ts';
import { compileLookup } from '../path-expression.ts';
import { parseTimestamp } from '../timestamps.ts';
import type { Visit } from '../visit.ts';

/** The longest wait the service accepts, in milliseconds. */
const LONGEST_WAIT = (2 ** 31 - 1) * 1000;

/** When to go on, in epoch milliseconds. */
type Until = (visit: Visit, input: unknown) => number;

const formats: Record<string, (fields: Fields) => Until> = {
  Seconds: parseSeconds,
  SecondsPath: parseSecondsPath,
  Timestamp: parseFixedTimestamp,
  TimestampPath: parseTimestampPath,
};

/** Wait: passes when its time has come, at once when that is past. */
export function parseWait(fields: Fields): Compiled {
  const flow = parseFlow(fields);
  const [format, ...others] = Object.keys(formats).filter((name) => fields.has(name));
  const parse = format === undefined ? undefined : formats[format];
  if (!parse || others.length > 0) {
    throw fields.invalid('Type', `A Wait state has exactly one of ${Object.keys(formats).join(', ')}.`);
  }
  const until = parse(fields);
  return {
    targets: flow.targets,
    run(visit) {
      const { run, scope } = visit.lane;
      const input = flow.input(visit);
      const time = until(visit, input);
      const left = time - run.clock.now();
      if (left > LONGEST_WAIT) throw new DataFault('Wait state delay is too long.');
      if (left <= 0) return flow.finish(visit, input);
      const passed = scope.suspend<void>(({ resolve }) => run.clock.at(time, () => resolve()));
      return passed.then(() => flow.finish(visit, input));
    },
  };
}

function parseSeconds(fields: Fields): Until {
  const seconds = fields.integer('Seconds', 0) ?? 0;
  return (visit) => visit.enteredAt + seconds * 1000;
}

function parseSecondsPath(fields: Fields): Until {
  const { text, lookup } = parseLookup(fields, 'SecondsPath');
  return (visit, input) => {
    const seconds = lookup(visit, input);
    if (seconds === undefined) throw new DataFault(missing('SecondsPath', text));
    if (!Number.isInteger(Number(seconds)) || typeof seconds !== 'number') {
      throw new DataFault(`The SecondsPath parameter cannot be parsed as a long value: ${text} == ${written(seconds)}`);
    }
    if (seconds < 0)
      throw new DataFault(`The SecondsPath parameter references a negative value: ${text} == ${seconds}`);
    return visit.enteredAt + seconds * 1000;
  };
}

function parseFixedTimestamp(fields: Fields): Until {
  const time = parseTimestamp(fields.requiredText('Timestamp'));
  if (time === undefined) throw fields.invalid('Timestamp', 'Write it like 2026-03-01T09:00:00Z.');
  return () => time;
}

function parseTimestampPath(fields: Fields): Until {
  const { text, lookup } = parseLookup(fields, 'TimestampPath');
  return (visit, input) => {
    const value = lookup(visit, input);
    if (value === undefined) throw new DataFault(missing('TimestampPath', text));
    const time = typeof value === 'string' ? parseTimestamp(value) : undefined;
    if (time !== undefined) return time;
    const wanted = 'a valid ISO-8601 extended offset date-time format string';
    throw new DataFault(`The TimestampPath parameter does not reference ${wanted}: ${text} == ${written(value)}`);
  };
}

function parseLookup(fields: Fields, name: string) {
  const text = fields.requiredText(name);
  const evaluate = fields.located(name, () => compileLookup(text));
  return { text, lookup: (visit: Visit, input: unknown) => evaluate(visit.seeing(input)) };
}

function missing(name: string, text: string): string {
  return `The ${name} parameter does not reference an input value: ${text}`;
}

function written(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
