import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { say } from '../../src/journey/reading/saying.ts';
import { CommandError } from '../command/command.ts';
import { explained, type ServiceCall } from './errors.ts';
import type { Stage } from './stage.ts';

/** Lambda's report on a function that threw. */
interface Failure {
  readonly errorType?: string;
  readonly errorMessage?: string;
}

/**
 * Asks a function of the stage.
 * @param functionName without the stage's prefix: `manage-customer`
 * @param isErasure true for what goes on by itself once it was begun
 * @throws CommandError when it cannot be asked or could not do it, with what to do
 */
export async function invoke(stage: Stage, functionName: string, request: object, isErasure = false): Promise<unknown> {
  const name = `${stage.prefix}-${functionName}`;
  const client = new LambdaClient(stage.region ? { region: stage.region } : {});
  try {
    const FunctionName = stage.account ? `${stage.account}:function:${name}` : name;
    const answer = await client.send(new InvokeCommand({ FunctionName, Payload: JSON.stringify(request) }));
    const payload: unknown = JSON.parse(answer.Payload?.transformToString() ?? '{}');
    if (answer.FunctionError) throw failed(name, stage, payload as Failure, isErasure); // as Lambda writes it
    return payload;
  } catch (error) {
    if (isNotThere(error)) throw notDeployed(name, stage, await client.config.region());
    throw explained(error, callOf(name, stage));
  } finally {
    client.destroy();
  }
}

function callOf(name: string, { account }: Stage): ServiceCall {
  return {
    service: 'Lambda',
    actions:
      account === undefined
        ? say`lambda:InvokeFunction on the function ${name}`
        : say`lambda:InvokeFunction on the function ${name} in the account ${account}`,
    whenBusy: say`try again in a minute`,
  };
}

function isNotThere(error: unknown): boolean {
  return error instanceof Error && error.name === 'ResourceNotFoundException';
}

function notDeployed(name: string, stage: Stage, region: string): CommandError {
  return new CommandError(
    say`There is no function ${name} in ${region}: deploy the stage ${stage.name}, or name another Region with AWS_REGION.`,
  );
}

function failed(
  name: string,
  stage: Stage,
  { errorType = 'an error', errorMessage = '' }: Failure,
  isErasure: boolean,
): CommandError {
  if (errorType === 'RetryableError' && isErasure) {
    return new CommandError(
      say`${name} has not erased everything yet: try again in a minute. If the erasure has begun, its later looks finish it anyway.\n(${errorMessage})`,
    );
  }
  if (errorType === 'RetryableError') {
    return new CommandError(say`${name} could not do it: try again in a minute.\n(${errorMessage})`);
  }
  if (errorType === 'ContractError') {
    return new CommandError(
      say`${name} does not know the request: deploy the stage ${stage.name}, so that it matches this command.`,
    );
  }
  return new CommandError(
    say`${name} failed with ${errorType}: read its log with "aws logs tail /aws/lambda/${name} --since 10m".\n(${errorMessage})`,
  );
}
