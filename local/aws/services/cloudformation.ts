import { account, partition, region } from '../account.ts';
import { asText, type Json } from '../json.ts';
import type { Stack } from '../template/stack.ts';
import { AwsError, type Operation, required, type Service } from './service.ts';

/** CloudFormation: tells of the one stack, its outputs and its resources. */
export class CloudFormation implements Service {
  readonly id = 'cloudformation';
  readonly operations: Readonly<Record<string, Operation>>;

  constructor(stack: Stack, startTime: number) {
    const id = `arn:${partition}:cloudformation:${region}:${account}:stack/${stack.name}/local`;
    const created = new Date(startTime).toISOString();
    const check = (input: Json, name: unknown): void => {
      if ([undefined, stack.name, id].includes(asText(name))) return;
      throw new AwsError('ValidationError', `Stack with id ${String(input.StackName)} does not exist`);
    };
    this.operations = {
      DescribeStacks: (input) => {
        check(input, input.StackName);
        const Outputs = Object.entries(stack.outputs).map(([OutputKey, OutputValue]) => ({ OutputKey, OutputValue }));
        const state = { CreationTime: created, StackStatus: 'CREATE_COMPLETE' };
        return { Stacks: [{ StackId: id, StackName: stack.name, ...state, DisableRollback: false, Outputs }] };
      },
      DescribeStackResources: (input) => {
        check(input, required(input, 'StackName'));
        return {
          StackResources: stack.resources.map(({ logicalId, ref, type }) => ({
            StackId: id,
            StackName: stack.name,
            LogicalResourceId: logicalId,
            PhysicalResourceId: ref,
            ResourceType: type,
            Timestamp: created,
            ResourceStatus: 'CREATE_COMPLETE',
          })),
        };
      },
    };
  }
}
