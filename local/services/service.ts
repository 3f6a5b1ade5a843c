import type { Json } from '../json.ts';

/** Carries out one request; what it returns is the answer's body. @throws AwsError */
export type Operation = (input: Json) => unknown;

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

/** An epoch time in seconds, as JSON protocols carry it. */
export function seconds(milliseconds: number): number {
  return milliseconds / 1000;
}

/** An answer whose status, headers and body the service decides itself. */
export class RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;

  constructor(status: number, body: string, headers: Readonly<Record<string, string>> = {}) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }
}
