import { DescribeStateMachineCommand, paginateListStateMachines, type SFNClient } from '@aws-sdk/client-sfn';
import type { AnyMachine } from '../../src/journey/explaining/diff-machines.ts';

/**
 * The state machines of a stage's journeys: their ARNs by journey.
 * @param prefix what the names of the stage's resources begin with
 * @param others the prefixes of the other stages, of which one may begin with this one
 */
export async function deployedMachines(
  client: SFNClient,
  prefix: string,
  others: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const machines = new Map<string, string>();
  const longer = others.filter((other) => other.startsWith(`${prefix}-`));
  for await (const { stateMachines = [] } of paginateListStateMachines({ client, pageSize: 1000 }, {})) {
    for (const { name = '', stateMachineArn = '' } of stateMachines) {
      const mine = name.startsWith(`${prefix}-`) && !longer.some((other) => name.startsWith(`${other}-`));
      if (mine) machines.set(name.slice(prefix.length + 1), stateMachineArn);
    }
  }
  return machines;
}

/** A deployed state machine, naming functions as the compiler does: `${deliver-message}`. */
export async function definitionOf(client: SFNClient, stateMachineArn: string, prefix: string): Promise<AnyMachine> {
  const { definition = '{"States":{}}' } = await client.send(new DescribeStateMachineCommand({ stateMachineArn }));
  return JSON.parse(withNames(definition, prefix));
}

function withNames(definition: string, prefix: string): string {
  const arn = new RegExp(`arn:[\\w-]+:lambda:[\\w-]+:\\d+:function:${prefix}-([\\w-]+)`, 'g');
  return definition.replace(arn, (_, name: string) => `\${${name}}`);
}
