import type { Json } from '../json.ts';
import type { LocalFunction } from '../lambda/function.ts';
import type { Quotas } from '../quotas.ts';
import { usualConcurrency } from './service-quotas.ts';

/** The account's limits and use, as GetAccountSettings reports them. Code is not counted here. */
export function describeAccount(functions: readonly LocalFunction[], { lambdaConcurrency }: Quotas): Json {
  const limit = lambdaConcurrency ?? usualConcurrency;
  const reserved = functions.map(({ settings: { concurrency, name } }) => concurrency.reservedBy(name) ?? 0);
  return {
    AccountLimit: {
      TotalCodeSize: 80_530_636_800,
      CodeSizeUnzipped: 262_144_000,
      CodeSizeZipped: 52_428_800,
      ConcurrentExecutions: limit,
      UnreservedConcurrentExecutions: limit - reserved.reduce((sum, count) => sum + count, 0),
    },
    AccountUsage: { TotalCodeSize: 0, FunctionCount: functions.length },
  };
}

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
