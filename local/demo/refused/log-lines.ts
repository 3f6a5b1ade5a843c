import { asJson, asText } from '../../aws/json.ts';
import type { LogLine } from '../../aws/lambda/logs.ts';
import { lostEventsLog } from '../../aws/services/eventbridge.ts';

/** An event that no rule matches, as count-unmatched or the local EventBridge logs it. */
export interface Unmatched {
  /** The bus, if it is not Aftercart's. */
  readonly bus?: string;
  readonly source: string;
  readonly type: string;
  readonly at: number;
}

/** An event that a function refuses, for the terminal. */
export interface Refused {
  readonly problem: string;
  /** The queue's message that holds it. */
  readonly messageId: string;
}

/** What a function logs of an event that it refuses; undefined for any other line, and for repetitions. */
export function refusalInLog({ functionName, text }: Pick<LogLine, 'functionName' | 'text'>): Refused | undefined {
  if (!functionName.endsWith('-ingest-event') || !text.includes('"ContractError"')) return undefined;
  const line = readLine(text);
  const error = asJson(line.error);
  const problem = asText(error.name) === 'ContractError' ? asText(error.message) : undefined;
  const isFirst = Number(line.receives) <= 1;
  return problem !== undefined && isFirst ? { problem, messageId: asText(line.messageId) ?? '' } : undefined;
}

/** What count-unmatched or EventBridge logs of an event; undefined for any other line. */
export function unmatchedInLog({ functionName, text, at }: LogLine): Unmatched | undefined {
  if (!functionName.endsWith('-count-unmatched') && functionName !== lostEventsLog) return undefined;
  const { message, source, type, bus } = readLine(text); // the line that counts it has no message
  const isTold = message !== undefined && typeof source === 'string' && typeof type === 'string';
  return isTold ? { source, type, at, ...(typeof bus === 'string' && { bus }) } : undefined;
}

/** A delivery that a connector refuses. */
export interface RefusedDelivery {
  readonly connector: string;
  readonly reason: string;
}

/** What receive-delivery logs of a delivery that it refuses; undefined for any other line. */
export function refusedDeliveryInLog({
  functionName,
  text,
}: Pick<LogLine, 'functionName' | 'text'>): RefusedDelivery | undefined {
  if (!functionName.endsWith('-receive-delivery') || !text.includes('"RefusedDelivery"')) return undefined;
  const { connector, reason } = readLine(text);
  return { connector: asText(connector) ?? '', reason: asText(reason) ?? '' };
}

function readLine(text: string): ReturnType<typeof asJson> {
  try {
    return asJson(JSON.parse(text));
  } catch {
    return {};
  }
}
