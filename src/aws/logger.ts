import { systemClock } from './clock.ts';

/** The fields of a log line beside its message. */
type Details = Readonly<Record<string, unknown>>;

/** Structured logs. Keys, types and reasons only: never an address, a name or the content of an event. */
export const logger = {
  warn: (message: string, details: Details | Error = {}): void => write('WARN', message, details),
  error: (message: string, details: Details | Error = {}): void => write('ERROR', message, details),
};

/**
 * Notes one occurrence, by name and details of few values, as a line that CloudWatch Logs can count: `{"MessageOutcome":1,
 * "outcome":"sent", …}`. It is no metric of its own, because every combination of values would cost as much as ten
 * thousand messages.
 */
export function count(name: string, details: Readonly<Record<string, string>>): void {
  writeLine({ level: 'INFO', [name]: 1, ...details });
}

function write(level: 'WARN' | 'ERROR', message: string, details: Details | Error): void {
  writeLine({ level, message, ...(details instanceof Error ? { error: details } : details) });
}

/** One JSON object a line, straight to the output: what goes through the console, Lambda would wrap into another. */
function writeLine(line: Details): void {
  process.stdout.write(
    `${JSON.stringify({ timestamp: new Date(systemClock()).toISOString(), ...line }, plainError)}\n`,
  );
}

/** Errors have no fields of their own that JSON would show. */
function plainError(_key: string, value: unknown): unknown {
  if (!(value instanceof Error)) return value;
  const { name, message, stack, cause } = value;
  return { name, message, stack, ...(cause !== undefined && { cause }) };
}
