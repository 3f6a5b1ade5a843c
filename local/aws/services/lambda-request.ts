import { asJson, type Json } from '../json.ts';
import type { FunctionChanges } from '../lambda/function.ts';
import { mostVariableBytes, variableBytes } from '../lambda/settings.ts';
import { AwsError } from './service.ts';

const changeable = ['FunctionName', 'Description', 'Environment'];
const longestDescription = 256;

/**
 * The changes that UpdateFunctionConfiguration asks for: another description, other environment variables. The template
 * decides all other settings of a function.
 * @throws AwsError for changes that Lambda refuses, and for those that cannot be made locally
 */
export function changesIn(input: Json): FunctionChanges {
  const other = Object.keys(input).find((name) => input[name] !== undefined && !changeable.includes(name));
  if (other !== undefined) throw invalid(`${other} cannot be changed locally: deploy the function with it.`);
  const { Description: description, Environment } = input;
  if (description !== undefined && (typeof description !== 'string' || description.length > longestDescription)) {
    throw invalid(`Description takes a text of at most ${longestDescription} characters.`);
  }
  if (Environment === undefined) return { description };
  const given = Object.entries(asJson(asJson(Environment).Variables));
  const variables = Object.fromEntries(given.map(([name, value]) => [name, String(value)]));
  if (variableBytes(variables) <= mostVariableBytes) return { description, variables };
  throw invalid(`Environment takes at most ${mostVariableBytes} bytes, names included.`);
}

function invalid(message: string): AwsError {
  return new AwsError('InvalidParameterValueException', message);
}
