import { region } from '../account.ts';
import { asJson, asNumber, asText, type Json } from '../json.ts';
import type { Resource } from '../template/resource.ts';
import type { Stack } from '../template/stack.ts';
import type { InvocationUsage } from '../usage.ts';
import type { Concurrency } from './concurrency.ts';
import type { FunctionSettings, Isolation } from './function.ts';
import type { DirectRequest, ServiceAnswer, ServiceRequest } from './protocol.ts';

/** The settings of functions that come from the runtime rather than from the template. */
export interface FunctionSurroundings {
  readonly endpoint: string;
  readonly containers: number;
  readonly isolation: Isolation;
  /** Values for variables that the template leaves empty. */
  readonly variables: Readonly<Record<string, string>>;
  /** Counts what runs at the same time. */
  readonly concurrency: Concurrency;
  onOutput(functionName: string, text: string): void;
  onInvoked(usage: Omit<InvocationUsage, 'at'>): void;
  onCall(request: ServiceRequest): Promise<ServiceAnswer>;
  /** Answers those of a function's requests that need not be made. */
  answerDirectly(request: DirectRequest): Promise<Json | undefined>;
}

/**
 * The settings of a function resource.
 * @throws Error when its code is not an asset of the assembly
 */
export function functionSettings(
  resource: Resource,
  stack: Stack,
  {
    endpoint,
    containers,
    isolation,
    variables,
    concurrency,
    onOutput,
    onInvoked,
    onCall,
    answerDirectly,
  }: FunctionSurroundings,
): FunctionSettings {
  const { name, properties } = resource;
  const objectKey = asText(asJson(properties.Code).S3Key);
  if (objectKey === undefined)
    throw new Error(`${resource.logicalId} has no asset as its code: inline code cannot run.`);
  const memoryMegabytes = asNumber(properties.MemorySize, 128);
  const handler = asText(properties.Handler) ?? 'index.handler';
  const own = ownVariables(properties, variables);
  return {
    name,
    arn: resource.arn,
    directory: stack.assetPath(objectKey),
    handler,
    memoryMegabytes,
    timeoutMilliseconds: asNumber(properties.Timeout, 3) * 1000,
    containers,
    isolation,
    allowsLoops: properties.RecursiveLoop === 'Allow',
    reservedConcurrency: reservedConcurrency(properties),
    roleArn: asText(properties.Role) ?? '',
    description: asText(properties.Description) ?? '',
    deadLetterArn: asText(asJson(properties.DeadLetterConfig).TargetArn),
    variables: own,
    environment: {
      ...lambdaVariables(name, handler, memoryMegabytes, asText(properties.Runtime) ?? 'nodejs24.x'),
      AWS_ENDPOINT_URL: endpoint,
      ...own,
    },
    endpoint,
    onOutput: (text) => onOutput(name, text),
    onInvoked: (milliseconds) => onInvoked({ milliseconds, memoryMegabytes, name }),
    onCall,
    answerDirectly: (request) => answerDirectly({ ...request, functionName: name }),
    concurrency,
  };
}

/** Environment variables and their names take at most so many bytes together. */
export const mostVariableBytes = 4096;

/** The size of environment variables and their names, in bytes. */
export function variableBytes(variables: Readonly<Record<string, string>>): number {
  return Object.entries(variables).reduce((sum, pair) => sum + Buffer.byteLength(pair.join('')), 0);
}

function ownVariables(properties: Json, fallback: Readonly<Record<string, string>>): Record<string, string> {
  const given = Object.entries(asJson(asJson(properties.Environment).Variables));
  const own = Object.fromEntries(given.map(([key, value]) => [key, String(value) || (fallback[key] ?? '')]));
  const bytes = variableBytes(own);
  if (bytes <= mostVariableBytes) return own;
  throw new Error(`${properties.FunctionName} has ${bytes} bytes of environment: Lambda takes ${mostVariableBytes}.`);
}

function reservedConcurrency({ ReservedConcurrentExecutions: reserved }: Json): number | undefined {
  return reserved === undefined ? undefined : asNumber(reserved, 0);
}

/** The variables that Lambda itself sets. */
function lambdaVariables(name: string, handler: string, memory: number, runtime: string): Record<string, string> {
  return {
    PATH: '/usr/local/bin:/usr/bin:/bin',
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    _HANDLER: handler,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_EXECUTION_ENV: `AWS_Lambda_${runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memory),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'local',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}
