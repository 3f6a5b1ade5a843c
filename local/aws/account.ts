/** The account, region and partition that the local stack pretends to live in. */
export const account = '000000000000';
export const region = 'ap-northeast-1';
export const partition = 'aws';

/** The ARN of a thing in the local account: arn('sqs', 'name'). */
export function arn(service: string, resource: string): string {
  return `arn:${partition}:${service}:${region}:${account}:${resource}`;
}

/** The name of an event bus that is given by name or ARN; that of a partner's event source has slashes. */
export function busName(nameOrArn = 'default'): string {
  return nameOrArn.startsWith('arn:') ? nameOrArn.slice(nameOrArn.indexOf('/') + 1) : nameOrArn;
}

/** The part of an ARN after the last `separator`. */
export function lastPart(text: string, separator = ':'): string {
  return text.slice(text.lastIndexOf(separator) + 1);
}
