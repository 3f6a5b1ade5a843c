import type { Json } from '../json.ts';
import type { LocalFunction } from '../lambda/function.ts';

/** A function's configuration, as GetFunctionConfiguration tells it. */
export function describeFunction({ settings }: LocalFunction): Json {
  return {
    FunctionName: settings.name,
    FunctionArn: settings.arn,
    Runtime: 'nodejs24.x',
    Role: settings.roleArn,
    Handler: settings.handler,
    Description: settings.description,
    Timeout: settings.timeoutMilliseconds / 1000,
    MemorySize: settings.memoryMegabytes,
    Version: '$LATEST',
    PackageType: 'Zip',
    State: 'Active',
    LastUpdateStatus: 'Successful',
    Environment: { Variables: settings.variables },
    LoggingConfig: { LogFormat: 'Text', LogGroup: `/aws/lambda/${settings.name}` },
    ...(settings.deadLetterArn && { DeadLetterConfig: { TargetArn: settings.deadLetterArn } }),
  };
}
