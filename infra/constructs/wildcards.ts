import { Stack, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Says why the role's policy holds the resource `*`. */
export function acknowledgeEverywhere(role: IConstruct, reason: string): void {
  Validations.of(role).acknowledge({ id: 'AwsSolutions-IAM5[Resource::*]', reason });
}

/** Says why the role's policy holds resources that contain a `*`. */
export function acknowledgeWildcards(role: IConstruct, resources: readonly string[], reason: string): void {
  for (const resource of resources) {
    const finding = legible(Stack.of(role).resolve(resource));
    Validations.of(role).acknowledge({ id: `AwsSolutions-IAM5[Resource::${finding}]`, reason });
  }
}

/** A resolved ARN as cdk-nag writes it: `arn:<AWS::Partition>:…:<Bus.Arn>`. */
function legible(value: unknown): string {
  if (typeof value === 'string') return value;
  const { Ref: name, 'Fn::GetAtt': attribute, 'Fn::Join': join } = value as Intrinsic; // what CDK resolves an ARN to
  if (name) return `<${name}>`;
  if (attribute) return `<${attribute.join('.')}>`;
  return join ? join[1].map(legible).join(join[0]) : JSON.stringify(value);
}

interface Intrinsic {
  readonly Ref?: string;
  readonly 'Fn::GetAtt'?: readonly string[];
  readonly 'Fn::Join'?: readonly [string, readonly unknown[]];
}
