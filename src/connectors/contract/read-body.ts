import * as z from 'zod/mini';
import { ContractError } from '../../commerce/values/contract-error.ts';

/** A field that is null as often as absent. */
export function nullable<Shape extends z.ZodMiniType>(shape: Shape) {
  return z.optional(z.nullable(shape));
}

/**
 * The fields of a body that a connector uses.
 * @param what names the body in the error: `shopify orders/create`; never text from outside
 * @throws ContractError naming the fields that cannot be read, never their values
 */
export function readBody<Shape extends z.ZodMiniType>(what: string, shape: Shape, body: unknown): z.output<Shape> {
  const read = z.safeParse(shape, body);
  if (read.success) return read.data;
  const problems = read.error.issues.map(({ path, message }) => ({ path: path.join('.') || 'body', problem: message }));
  throw new ContractError(what, problems);
}
