import { z } from 'zod';
import { anyOf, suggest } from '../src/journey/reading/suggest.ts';
import { SettingsError } from './settings-error.ts';

const text = z.string();
const flag = z.boolean();

/** The settings of a stage by name and kind: `StageSettings` for a program that runs without being compiled. */
const shape = z.strictObject({
  account: text.optional(),
  region: text.optional(),
  email: z
    .strictObject({
      senderAddress: text,
      identity: text,
      createIdentity: flag,
      trackOpens: z.literal(true).optional(),
      mailFrom: text.optional(),
      testRecipients: z.array(text).optional(),
      testMessagesTo: z.array(text).optional(),
      perSecond: z.number().optional(),
      hostedZone: z.strictObject({ id: text, name: text }).optional(),
      warmUp: z
        .strictObject({
          since: text,
          from: z.number().optional(),
          doublesEvery: z.number().optional(),
          upTo: z.number().optional(),
        })
        .optional(),
    })
    .optional(),
  sms: z.strictObject({
    originationIdentity: text.optional(),
    optOutList: text.optional(),
    perSecond: z.number().optional(),
    createConfigurationSet: flag,
  }),
  staff: z.strictObject({ email: text.optional(), webhook: text.optional() }).optional(),
  alarmsTo: text.optional(),
  keepData: flag,
  existing: z.strictObject({ table: text.optional(), secretArn: text.optional() }).optional(),
  links: z.strictObject({ domain: text, certificateArn: text }).optional(),
  concurrency: z.strictObject({ account: z.number(), reservedForUnsubscribe: z.number().optional() }).optional(),
  stores: z.array(text).optional(),
  connectors: z.record(text, z.record(text, z.unknown())).optional(),
  tags: z.record(text, text).optional(),
  tracing: z.literal(true).optional(),
});

/** The suggestion for a value of another kind. */
const advice: Readonly<Record<string, string>> = {
  string: 'Give a text in quotes.',
  boolean: 'Give true or false.',
  number: 'Give a number.',
  array: 'Give a list: [ … ].',
  record: "Give names with a text each: { team: 'shop' }.",
};

/**
 * Refuses settings that do not exist, are missing, or are of another kind. A misspelt one comes first: it explains what
 * else seems to be missing.
 * @param where file and stage, as messages begin
 * @throws SettingsError
 */
export function checkShape(where: string, settings: unknown): void {
  const issues = shape.safeParse(settings).error?.issues ?? [];
  for (const issue of issues) if (issue.code === 'unrecognized_keys') refuseNames(where, issue.path, issue.keys);
  const [first] = issues;
  if (first === undefined) return;
  const setting = first.path.join('.') || 'the stage';
  const value = valueAt(settings, first.path);
  const fault = value === undefined ? 'is missing' : `is ${JSON.stringify(value)}`;
  throw new SettingsError(`${where}: ${setting} ${fault}. ${adviceFor(first)}`);
}

function refuseNames(where: string, path: readonly PropertyKey[], [name = '']: readonly string[]): never {
  const setting = [...path, name].join('.');
  throw new SettingsError(`${where}: there is no setting ${setting}: ${suggest(name, namesIn(path))}`);
}

function adviceFor(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_value') return `Give ${anyOf(issue.values.map(String))}, or leave it out.`;
  if (issue.code !== 'invalid_type') return issue.message;
  if (issue.expected === 'object') return `Give an object with ${anyOf(namesIn(issue.path))}.`;
  return advice[issue.expected] ?? issue.message;
}

/** The names of the settings inside of another. */
function namesIn(path: readonly PropertyKey[]): string[] {
  const inner = path.reduce<unknown>((object, name) => objectOf(valueAt(objectOf(object)?.shape, [name])), shape);
  return Object.keys(objectOf(inner)?.shape ?? {});
}

function objectOf(schema: unknown): z.ZodObject | undefined {
  if (schema instanceof z.ZodOptional) return objectOf(schema.unwrap());
  return schema instanceof z.ZodObject ? schema : undefined;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((inner, name) => (inner as Record<PropertyKey, unknown> | undefined)?.[name], value); // zod has been there
}
