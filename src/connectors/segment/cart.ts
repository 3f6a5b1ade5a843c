import * as z from 'zod/mini';
import type { Remembered } from '../contract/mapping.ts';

const lineSchema = z.looseObject({ productId: z.string(), title: z.string(), quantity: z.number() });
const cartSchema = z.object({ lines: z.array(lineSchema), counted: z.array(z.string()) });

/** The lines of a cart as it was rebuilt, and the last changes that it counts. */
export interface RebuiltCart<Line> {
  readonly lines: readonly Line[];
  readonly counted: readonly string[];
}

/** As many lines as a memory has room for. */
const mostLines = 20;
const mostCounted = 50;
/** As many pieces as a line of our events may have. */
export const mostPieces = 1_000_000;

/** A product that was added (1) or removed (-1). `id` is the same when it is delivered again. */
export interface CartChange<Line> {
  readonly id: string;
  readonly line: Line;
  readonly sign: 1 | -1;
}

/** The cart after a change; undefined when the change is counted already. */
export function rebuildCart<
  Line extends { readonly productId: string; readonly variant?: string | undefined; readonly quantity: number },
>(last: Remembered | undefined, { id, line, sign }: CartChange<Line>): RebuiltCart<Line> | undefined {
  const before = (cartSchema.safeParse(last).data ?? { lines: [], counted: [] }) as unknown as RebuiltCart<Line>; // as it was remembered below
  if (before.counted.includes(id)) return undefined;
  const isSame = (one: Line) => one.productId === line.productId && one.variant === line.variant;
  const known = before.lines.find(isSame)?.quantity ?? 0;
  const quantity = Math.min(mostPieces, Math.max(0, known + sign * line.quantity));
  const others = before.lines.filter((one) => !isSame(one));
  const lines = quantity > 0 ? [...others, { ...line, quantity }].slice(-mostLines) : others;
  return { lines, counted: [...before.counted, id].slice(-mostCounted) };
}
