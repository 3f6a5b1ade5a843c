/** The account, region and partition that the local stack pretends to live in. */
export const account = '000000000000';
export const region = 'ap-northeast-1';
export const partition = 'aws';

/** The ARN of a thing in the local account: arn('sqs', 'name'). */
export function arn(service: string, resource: string): string {
  return `arn:${partition}:${service}:${region}:${account}:${resource}`;
}

/** The part of an ARN after the last `separator`. */
export function lastPart(text: string, separator = ':'): string {
  return text.slice(text.lastIndexOf(separator) + 1);
}
