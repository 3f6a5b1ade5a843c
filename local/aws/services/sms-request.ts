import { asJson, type Json } from '../json.ts';
import { AwsError, required } from './service.ts';

/** The service takes no more entries of Context, and no longer texts. */
const mostContext = 5;
const longestBody = 1600;
const longestContextKey = 100;
const longestContextValue = 800;
/** TimeToLive in seconds: from five to three days. */
const [shortestLife, longestLife] = [5, 259_200];

/** The number that a text goes to. @throws AwsError unless it is E.164 */
export function readNumber(input: Json, member: string): string {
  const number = required(input, member);
  if (/^\+[1-9]\d{6,14}$/.test(number)) return number;
  throw refusal(`${member} ${number} is not E.164.`, 'INVALID_PARAMETER');
}

/** Refuses a SendTextMessage that the service would not take as it is written. @throws AwsError */
export function checkText(input: Json): void {
  const body = required(input, 'MessageBody');
  if (body.length > longestBody) throw refusal(`MessageBody has more than ${longestBody} characters.`);
  const context = Object.entries(asJson(input.Context));
  if (context.length > mostContext) {
    throw refusal(`Context has ${context.length} entries, not ${mostContext} at most.`);
  }
  const isLong = ([name, value]: [string, unknown]): boolean =>
    !/^\S+$/.test(name) ||
    name.length > longestContextKey ||
    !/^\S+$/.test(String(value)) ||
    String(value).length > longestContextValue;
  const long = context.find(isLong);
  if (long !== undefined) throw refusal(`Context: ${JSON.stringify(long)} is too long, empty, or has white space.`);
  checkForm(input, 'MessageType', /^(TRANSACTIONAL|PROMOTIONAL)$/);
  checkForm(input, 'MaxPrice', /^[0-9]{0,2}\.[0-9]{1,5}$/);
  const life = input.TimeToLive;
  if (life === undefined || (Number.isInteger(life) && Number(life) >= shortestLife && Number(life) <= longestLife))
    return;
  throw refusal(`TimeToLive is ${String(life)}: it is from ${shortestLife} to ${longestLife} seconds.`);
}

function checkForm(input: Json, member: string, form: RegExp): void {
  const value = input[member];
  if (value !== undefined && !form.test(String(value))) throw refusal(`${member} is ${JSON.stringify(value)}.`);
}

/** A ValidationException with the reason that the service gives. */
export function refusal(message: string, Reason = 'FIELD_VALIDATION_FAILED'): AwsError {
  return new AwsError('ValidationException', message, 400, { Reason });
}
