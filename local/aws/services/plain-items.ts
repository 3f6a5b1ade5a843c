import type { Item } from 'dynalite/db/index.js';
import { isJson } from '../json.ts';

const mostItemBytes = 400 * 1024;

/** A number as DynamoDB writes it back. */
const number = /^(?!-0$)-?(0|[1-9]\d{0,14})(\.\d{0,14}[1-9])?$/;

/** True for texts, plain numbers, truth values, nulls, lists and maps that any table takes. */
export function isPlain(value: unknown, depth: number): boolean {
  if (!isJson(value) || depth > 30) return false;
  const [[type, content] = ['', undefined], ...others] = Object.entries(value);
  if (others.length > 0) return false;
  if (type === 'S') return typeof content === 'string';
  if (type === 'N') return typeof content === 'string' && number.test(content);
  if (type === 'BOOL') return typeof content === 'boolean';
  if (type === 'NULL') return content === true;
  if (type === 'L') return Array.isArray(content) && content.every((member) => isPlain(member, depth + 1));
  return type === 'M' && isJson(content) && Object.values(content).every((member) => isPlain(member, depth + 1));
}

/** True for an item of such values, within what an item may hold. */
export function isPlainItem(item: unknown): item is Item {
  const isShort = isJson(item) && JSON.stringify(item).length < mostItemBytes;
  return isShort && Object.values(item).every((value) => isPlain(value, 1));
}
