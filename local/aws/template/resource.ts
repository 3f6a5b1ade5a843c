import type { Json } from '../json.ts';

/** A resource of the stack, its properties resolved. */
export interface Resource {
  readonly logicalId: string;
  readonly type: string;
  readonly name: string;
  readonly arn: string;
  /** The value of Ref: a name, an ARN or a URL, by type. */
  readonly ref: string;
  readonly properties: Json;
  readonly metadata: Json;
}
