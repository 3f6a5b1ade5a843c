import { NormalizedSchema } from '@smithy/core/schema';
import { asJson, asList, at, type Json } from '../../../local/aws/json.ts';
import { select } from './query.ts';

/** How the AWS CLI is told where to ask, and which files it finds. */
export interface CliSettings {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** The contents of file://NAME. */
  readonly files: Readonly<Record<string, string>>;
}

/** The SDK's package for each service of the CLI. Others are asked over HTTP, without a package. */
const packages: Readonly<Record<string, () => Promise<object>>> = {
  dynamodb: () => import('@aws-sdk/client-dynamodb'),
  events: () => import('@aws-sdk/client-eventbridge'),
  lambda: () => import('@aws-sdk/client-lambda'),
  'pinpoint-sms-voice-v2': () => import('@aws-sdk/client-pinpoint-sms-voice-v2'),
  scheduler: () => import('@aws-sdk/client-scheduler'),
  secretsmanager: () => import('@aws-sdk/client-secrets-manager'),
  sesv2: () => import('@aws-sdk/client-sesv2'),
  sqs: () => import('@aws-sdk/client-sqs'),
  stepfunctions: () => import('@aws-sdk/client-sfn'),
};

/** Options that the CLI keeps to itself. */
const ownOptions = [
  '',
  'query',
  'output',
  'cli-binary-format',
  'max-items',
  'page-size',
  'region',
  'profile',
  'follow',
];

/** A command line of the AWS CLI, taken apart. */
interface Line {
  readonly service: string;
  readonly operation: string;
  readonly options: ReadonlyMap<string, readonly string[]>;
}

/**
 * Runs a command line of the AWS CLI as the CLI does, through the SDK.
 * @param args what follows `aws`
 * @returns what it prints
 * @throws Error for an operation or an option that the service does not have, or the service's own error
 */
export async function runAws(args: readonly string[], settings: CliSettings): Promise<string> {
  const line = takeApart(args[1] === 'wait' ? waitedFor(args) : args);
  const answer = await ask(line, settings);
  const query = line.options.get('query')?.[0];
  const selected = query === undefined ? answer : select(answer, query);
  if (line.options.get('output')?.[0] !== 'text') return JSON.stringify(selected);
  return asTextLines(selected);
}

/** `dynamodb wait table-exists` asks for the table until it is there; here it is at once. */
function waitedFor([service = '', , state = '', ...options]: readonly string[]): string[] {
  const asked = new Map([['table-exists', 'describe-table']]).get(state);
  if (asked === undefined) throw new Error(`Nobody knows here how to wait for ${state}.`);
  return [service, asked, ...options];
}

function asTextLines(value: unknown): string {
  return Array.isArray(value) ? value.map(String).join('\t') : String(value ?? 'None');
}

function takeApart([service = '', operation = '', ...rest]: readonly string[]): Line {
  let last: string[] = [];
  const options = new Map([['', last]]); // a log group, or the file that takes an answer
  for (const word of rest) {
    if (word.startsWith('--')) {
      last = [];
      options.set(word.slice(2), last);
    } else last.push(word);
  }
  return { service, operation, options };
}

async function ask(line: Line, settings: CliSettings): Promise<unknown> {
  if (line.service === 'logs') return askLogs(line, settings);
  if (line.service === 'service-quotas') return askServiceQuotas(line, settings);
  if (line.service === 'cloudformation') return askCloudFormation(line, settings);
  const load = packages[line.service];
  if (load === undefined) throw new Error(`The CLI has no service ${line.service} that is known here.`);
  const sdk = asJson(await load());
  const name = pascal(line.operation);
  const [Client, Command] = [sdk[clientName(sdk)], sdk[`${name}Command`]] as [
    new (...args: unknown[]) => Sdk,
    new (...args: unknown[]) => Sdk,
  ]; // as every package of the SDK has them
  if (Command === undefined) throw new Error(`${line.service} has no operation ${line.operation}.`);
  const client = new Client({ ...settings, maxAttempts: 1 });
  try {
    const { $metadata: _, ...answer } = asJson(
      await client.send?.(new Command(inputOf(line, new Command({}), settings))),
    );
    return answer;
  } finally {
    client.destroy?.();
  }
}

/** As much of a client or a command of the SDK as is used here. */
interface Sdk {
  readonly schema?: readonly unknown[];
  send?(command: unknown): Promise<unknown>;
  destroy?(): void;
}

function clientName(sdk: Json): string {
  const name = Object.keys(sdk).find((candidate) => /^[A-Z]\w+Client$/.test(candidate) && !candidate.startsWith('__'));
  if (name === undefined) throw new Error('The package holds no client.');
  return name;
}

function inputOf({ service, operation, options }: Line, command: Sdk, { files }: CliSettings): Json {
  const schema = command.schema?.[4] as never; // the fourth of an operation's schema is its input
  const members = [
    ...NormalizedSchema.of(typeof schema === 'function' ? (schema as () => never)() : schema).structIterator(),
  ];
  const labels = members.filter(([, its]) => its.getMergedTraits().httpLabel === 1); // the request's path needs them
  const entries = [...options].flatMap(([option, values]) => {
    if (ownOptions.includes(option)) return [];
    const name = (text: string): string => text.replaceAll('-', '').toLowerCase();
    const no = members.find(([member, its]) => its.isBooleanSchema() && name(`no-${member}`) === name(option));
    if (no !== undefined) return [[no[0], false]];
    const found = members.find(([member]) => name(member) === name(option));
    if (found === undefined) throw new Error(`aws ${service} ${operation} has no option --${option}.`);
    return [[found[0], inputValue(values, found[1], files)]];
  });
  return { ...Object.fromEntries(labels.map(([member]) => [member, 'unnamed'])), ...Object.fromEntries(entries) };
}

type Schema = ReturnType<typeof NormalizedSchema.of>;

/** An option's value in the form that the member has: JSON, the CLI's shorthand, a file's content, a plain text. */
function inputValue(values: readonly string[], schema: Schema, files: CliSettings['files']): unknown {
  const [first = ''] = values;
  if (schema.isBooleanSchema()) return first !== 'false';
  if (schema.isListSchema()) {
    if (first.startsWith('[')) return JSON.parse(first);
    return values.map((value) => inputValue([value], schema.getValueSchema(), files));
  }
  const text = first.startsWith('file://') ? contentOf(first.slice('file://'.length), files) : first;
  if (schema.isNumericSchema()) return Number(text);
  if (schema.isStructSchema() || schema.isMapSchema()) return text.startsWith('{') ? JSON.parse(text) : shorthand(text);
  return schema.isBlobSchema() ? Buffer.from(text) : text;
}

function contentOf(name: string, files: CliSettings['files']): string {
  const content = files[name];
  if (content === undefined) throw new Error(`The command reads ${name}, of which nothing is known here.`);
  return content;
}

function shorthand(text: string): Json {
  return Object.fromEntries(text.split(',').map((pair) => pair.split('=') as [string, string])); // Key=value,…
}

/** `aws logs tail GROUP --since 1d` is FilterLogEvents; the other operations are asked as they are named. */
async function askLogs({ operation, options }: Line, settings: CliSettings): Promise<unknown> {
  const given = (name: string): string | undefined => options.get(name)?.[0];
  const target = operation === 'tail' || operation === 'filter-log-events' ? 'FilterLogEvents' : operation;
  const input = {
    logGroupName: given('log-group-name') ?? given(''),
    filterPattern: given('filter-pattern'),
    startTime:
      operation === 'tail' ? Date.now() - sinceMilliseconds(given('since') ?? '10m') : Number(given('start-time') ?? 0),
  };
  const body = JSON.stringify(input);
  const answer = await post(settings, 'logs', { 'x-amz-target': `Logs_20140328.${target}` }, body);
  if (answer.status !== 200) throw refusal(answer.text);
  return operation === 'tail'
    ? asList(at(JSON.parse(answer.text), 'events')).map((event) => asJson(event).message)
    : JSON.parse(answer.text);
}

async function askServiceQuotas({ operation, options }: Line, settings: CliSettings): Promise<unknown> {
  const members = [...options].filter(([option]) => !ownOptions.includes(option));
  const input = members.map(([option, [value = '']]) => [pascal(option), /^\d+$/.test(value) ? Number(value) : value]);
  const target = { 'x-amz-target': `ServiceQuotasV20190624.${pascal(operation)}` };
  const answer = await post(settings, 'servicequotas', target, JSON.stringify(Object.fromEntries(input)));
  if (answer.status !== 200) throw refusal(answer.text);
  return JSON.parse(answer.text);
}

function sinceMilliseconds(text: string): number {
  const [, count = '', unit = ''] = /^(\d+)([smhdw])$/.exec(text) ?? [];
  const units: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };
  const milliseconds = Number(count) * (units[unit] ?? Number.NaN);
  if (Number.isNaN(milliseconds)) throw new Error(`--since ${text} is not understood.`);
  return milliseconds;
}

/** `aws cloudformation describe-stacks`, in the query protocol; of the answer the outputs are read. */
async function askCloudFormation({ operation, options }: Line, settings: CliSettings): Promise<unknown> {
  const Action = pascal(operation);
  const StackName = options.get('stack-name')?.[0];
  const form = new URLSearchParams({ Action, Version: '2010-05-15', ...(StackName && { StackName }) });
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await post(settings, 'cloudformation', headers, form.toString());
  if (answer.status !== 200) throw refusal(answer.text);
  const outputs = [...answer.text.matchAll(/<OutputKey>(.*?)<\/OutputKey><OutputValue>(.*?)<\/OutputValue>/g)];
  return { Stacks: [{ Outputs: outputs.map(([, OutputKey, OutputValue]) => ({ OutputKey, OutputValue })) }] };
}

async function post({ endpoint, region }: CliSettings, service: string, headers: Record<string, string>, body: string) {
  const scope = `local/20260101/${region}/${service}/aws4_request`;
  const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=local`;
  const answer = await fetch(endpoint, { method: 'POST', headers: { authorization, ...headers }, body });
  return { status: answer.status, text: await answer.text() };
}

/** An error under the name that the service gives it, in either protocol. */
function refusal(answer: string): Error {
  const [, name = 'Error'] = /(?:"__type":"|<Code>)(\w+)/.exec(answer) ?? [];
  return Object.assign(new Error(answer), { name });
}

/** `get-queue-url` as the API has it: GetQueueUrl. */
function pascal(name: string): string {
  return name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}
