import { parseTimestamp } from '../timestamps.ts';

type Compare = (value: unknown, operand: unknown) => boolean;
type Test = (value: unknown) => boolean;

const orders: [string, (order: number) => boolean][] = [
  ['Equals', (order) => order === 0],
  ['GreaterThan', (order) => order > 0],
  ['GreaterThanEquals', (order) => order >= 0],
  ['LessThan', (order) => order < 0],
  ['LessThanEquals', (order) => order <= 0],
];

const asText = (value: unknown) => (typeof value === 'string' ? value : undefined);
const asNumber = (value: unknown) => (typeof value === 'number' ? value : undefined);
const asTime = (value: unknown) => (typeof value === 'string' ? parseTimestamp(value) : undefined);

/** The operators of a Choice rule that take an operand; each also exists with Path behind its name. */
export const comparisons: ReadonlyMap<string, Compare> = new Map([
  ['BooleanEquals', (value, operand) => typeof value === 'boolean' && value === operand],
  ['StringMatches', matches],
  ...ordering('String', asText),
  ...ordering('Numeric', asNumber),
  ...ordering('Timestamp', asTime),
]);

/** The operators that ask for the type of a value. */
export const typeTests: ReadonlyMap<string, Test> = new Map<string, Test>([
  ['IsBoolean', (value) => typeof value === 'boolean'],
  ['IsNull', (value) => value === null],
  ['IsNumeric', (value) => typeof value === 'number'],
  ['IsString', (value) => typeof value === 'string'],
  ['IsTimestamp', (value) => asTime(value) !== undefined],
]);

/** The five comparisons of one type. A value or operand of another type compares as false. */
function ordering<Value extends string | number>(type: string, read: (value: unknown) => Value | undefined) {
  return orders.map(([name, holds]): [string, Compare] => [
    `${type}${name}`,
    (value, operand) => {
      const [left, right] = [read(value), read(operand)];
      if (left === undefined || right === undefined) return false;
      return holds(left < right ? -1 : Number(left > right));
    },
  ]);
}

/** `*` matches any text, `\*` a star, `\\` a backslash. */
function matches(value: unknown, pattern: unknown): boolean {
  if (typeof value !== 'string' || typeof pattern !== 'string') return false;
  const source = pattern.replace(/\\(.)|\*|[.+?^${}()|[\]/-]/gs, (part, escaped?: string) => {
    if (escaped !== undefined) return escaped.replace(/[\\*.+?^${}()|[\]/-]/, '\\$&');
    return part === '*' ? '[^]*' : `\\${part}`;
  });
  return new RegExp(`^${source}$`).test(value);
}
