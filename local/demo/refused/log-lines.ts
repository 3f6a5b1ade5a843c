import { asJson, asText } from '../../aws/json.ts';
import type { LogLine } from '../../aws/lambda/logs.ts';

/** An event that no rule matches, as count-unmatched logs it. */
export interface Unmatched {
  readonly source: string;
  readonly type: string;
  readonly at: number;
}

/** What a function logs of an event that it refuses, for the terminal; undefined for any other line, and for repetitions. */
export function refusalInLog({ functionName, text }: Pick<LogLine, 'functionName' | 'text'>): string | undefined {
  if (!functionName.endsWith('-ingest-event') || !text.includes('"ContractError"')) return undefined;
  const line = readLine(text);
  const error = asJson(line.error);
  return asText(error.name) === 'ContractError' && Number(line.receives) <= 1 ? asText(error.message) : undefined;
}

/** What count-unmatched logs of an event; undefined for any other line. */
export function unmatchedInLog({ functionName, text, at }: LogLine): Unmatched | undefined {
  if (!functionName.endsWith('-count-unmatched')) return undefined;
  const { message, source, type } = readLine(text); // the line that counts it has no message
  const isTold = message !== undefined && typeof source === 'string' && typeof type === 'string';
  return isTold ? { source, type, at } : undefined;
}

function readLine(text: string): ReturnType<typeof asJson> {
  try {
    return asJson(JSON.parse(text));
  } catch {
    return {};
  }
}
