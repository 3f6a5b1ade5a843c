import { asJson, asList, asText, type Json } from '../json.ts';
import { AwsError, inForm, required, within } from './service.ts';

/** The limits of a request to SQS. */
const mostBytes = 2 ** 20;
const mostEntries = 10;
const mostAttributes = 10;
const longestDelay = 900;
const longestVisibility = 43_200;

const badValue = 'InvalidParameterValue';

/** A message as somebody asks to send it. */
export interface MessageRequest {
  readonly body: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Milliseconds; undefined for what the queue says. */
  readonly delay: number | undefined;
}

/** Reads one message to send. @throws AwsError for what SQS does not take */
export function readMessage(input: Json): MessageRequest {
  const body = required(input, 'MessageBody');
  const attributes = readAttributes(asJson(input.MessageAttributes));
  if (sizeOf({ body, attributes }) > mostBytes) {
    throw new AwsError(
      badValue,
      `One or more parameters are invalid. Message must be shorter than ${mostBytes} bytes.`,
    );
  }
  if (forbidden.test(body)) {
    throw new AwsError(
      'InvalidMessageContents',
      'The message holds characters other than #x9, #xA, #xD and from #x20.',
    );
  }
  const delay = within(input, 'DelaySeconds', 0, longestDelay, badValue);
  return { body, attributes, delay: delay === undefined ? undefined : delay * 1000 };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: exactly those that SQS refuses
const forbidden = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Surrogate}/u;

function readAttributes(attributes: Json): Record<string, string> {
  const entries = Object.entries(attributes);
  if (entries.length > mostAttributes) {
    throw new AwsError(badValue, `Number of message attributes [${entries.length}] exceeds ${mostAttributes}.`);
  }
  return Object.fromEntries(entries.map(([name, value]) => [name, attributeText(name, asJson(value))]));
}

function attributeText(name: string, { DataType: type, StringValue: text }: Json): string {
  if (type === 'String' && typeof text === 'string' && text !== '') return text;
  throw new AwsError(
    badValue,
    `The message attribute ${name} is no text of DataType String: others do not run locally.`,
  );
}

function sizeOf({ body, attributes }: Pick<MessageRequest, 'body' | 'attributes'>): number {
  const texts = [body, ...Object.entries(attributes).flatMap(([name, value]) => [name, 'String', value])];
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
}

/** The entries of a batch, each with an id of its own. @throws AwsError when SQS would refuse the batch as a whole */
export function readBatch(input: Json): readonly Json[] {
  const entries = asList(input.Entries).map(asJson);
  if (entries.length === 0) throw new AwsError('EmptyBatchRequest', 'There should be at least one entry.');
  if (entries.length > mostEntries) {
    throw new AwsError('TooManyEntriesInBatchRequest', `Maximum number of entries per request are ${mostEntries}.`);
  }
  for (const entry of entries) inForm(entry, 'Id', /^[\w-]{1,80}$/, 'InvalidBatchEntryId');
  if (new Set(entries.map(({ Id }) => Id)).size < entries.length) {
    throw new AwsError('BatchEntryIdsNotDistinct', 'Two entries have the same id.');
  }
  const bytes = entries.reduce((sum, entry) => sum + Buffer.byteLength(asText(entry.MessageBody) ?? ''), 0);
  if (bytes <= mostBytes) return entries;
  throw new AwsError('BatchRequestTooLong', `Batch requests cannot be longer than ${mostBytes} bytes, not ${bytes}.`);
}

/** Carries out each entry by itself: those that are refused are told apart in the answer. */
export function eachOf(entries: readonly Json[], carryOut: (entry: Json) => Json): Json {
  const [Successful, Failed]: [Json[], Json[]] = [[], []];
  for (const entry of entries) {
    try {
      Successful.push({ Id: entry.Id, ...carryOut(entry) });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      Failed.push({ Id: entry.Id, SenderFault: true, Code: error.code, Message: error.message });
    }
  }
  return { Successful, Failed };
}

/**
 * The number of messages asked for, and their visibility time-out (milliseconds; undefined for the queue's default).
 */
export function readReceive(input: Json): { readonly most: number; readonly visibility: number | undefined } {
  within(input, 'WaitTimeSeconds', 0, 20, badValue);
  return { most: within(input, 'MaxNumberOfMessages', 1, 10, badValue) ?? 1, visibility: readVisibility(input) };
}

/** The visibility time-out in milliseconds, or undefined when the request does not give one. */
export function readVisibility(input: Json): number | undefined {
  const seconds = within(input, 'VisibilityTimeout', 0, longestVisibility, badValue);
  return seconds === undefined ? undefined : seconds * 1000;
}
