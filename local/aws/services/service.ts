import type { Json } from '../json.ts';

/** The caller, by the request's headers. */
export interface Caller {
  /** X-Ray's header, in which Lambda counts how often it has come round. */
  readonly trace?: string | undefined;
}

/** Carries out one request; what it returns is the answer's body. @throws AwsError */
export type Operation = (input: Json, caller?: Caller) => unknown;

/** A local stand-in for one AWS service. */
export interface Service {
  /** As in the credential scope: dynamodb, events, states … */
  readonly id: string;
  readonly operations: Readonly<Record<string, Operation>>;
}

/** An error as AWS answers it. */
export class AwsError extends Error {
  override readonly name = 'AwsError';
  readonly code: string;
  /** The HTTP status. */
  readonly status: number;
  /** Further members of the error's body. */
  readonly fields: Json;

  constructor(code: string, message: string, status = 400, fields: Json = {}) {
    super(message);
    this.code = code;
    this.status = status;
    this.fields = fields;
  }
}

/** The text under the name. @throws AwsError ValidationException when it is missing */
export function required(input: Json, name: string): string {
  const value = input[name];
  if (typeof value === 'string' && value !== '') return value;
  throw new AwsError('ValidationException', `${name} is missing.`);
}

/** The whole number under the name, if there is one. @throws AwsError of that code when it is out of bounds */
export function within(input: Json, name: string, least: number, most: number, code = 'ValidationException') {
  const value = input[name];
  if (value === undefined || value === null) return undefined;
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  if (typeof number === 'number' && Number.isInteger(number) && number >= least && number <= most) return number;
  throw new AwsError(code, `${name} is ${JSON.stringify(value)}: it is a whole number from ${least} to ${most}.`);
}

/** The text under the name, if there is one. @throws AwsError of that code unless it fits the form as a whole */
export function inForm(input: Json, name: string, form: RegExp, code = 'ValidationException'): string | undefined {
  const value = input[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string' && form.test(value)) return value;
  throw new AwsError(code, `${name} is ${JSON.stringify(value)}, which does not fit ${form.source}.`);
}

/** An epoch time in seconds, as JSON protocols carry it. */
export function seconds(milliseconds: number): number {
  return milliseconds / 1000;
}

/** An answer whose status, headers and body the service decides itself. */
export class RawAnswer<Body extends string | Uint8Array = string> {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Body;

  constructor(status: number, body: Body, headers: Readonly<Record<string, string>> = {}) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }
}
