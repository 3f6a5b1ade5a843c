import { asJson, isJson, type Json } from '../json.ts';

/** True if a line's JSON fits. */
type Fits = (line: Json) => boolean;

const comparison = /^\$\.([\w.]+)\s*(!=|<=|>=|=|<|>)\s*(?:"([^"]*)"|(-?[\w.*:/-]+))$/;

/**
 * Reads a filter pattern for JSON: `{ $.error.name = "ContractError" && $.receives >= 5 }`, comparisons that are joined by `&&`
 * or by `||` alone; `*` in a text is any text.
 * @returns undefined for any other pattern
 */
export function parseJsonLogFilter(pattern: string): ((line: string) => boolean) | undefined {
  const inner = /^\{(.*)\}$/s.exec(pattern.trim())?.[1]?.trim();
  if (inner === undefined || (inner.includes('&&') && inner.includes('||'))) return undefined;
  const read = inner.split(/\s*(?:&&|\|\|)\s*/).map(readComparison);
  const terms = read.filter((one) => one !== undefined);
  if (terms.length < read.length) return undefined;
  const fits: Fits = (json) =>
    inner.includes('||') ? terms.some((term) => term(json)) : terms.every((term) => term(json));
  return (line) => {
    const json = readLine(line);
    return json !== undefined && fits(json);
  };
}

function readComparison(text: string): Fits | undefined {
  const [, path = '', operator = '', quoted, bare = ''] = comparison.exec(text) ?? [];
  if (path === '') return undefined;
  const wanted = quoted ?? bare;
  return quoted === undefined && Number.isFinite(Number(bare))
    ? (json) => compareNumbers(valueAt(json, path), operator, Number(bare))
    : textComparison(path, operator, wanted);
}

function compareNumbers(value: unknown, operator: string, wanted: number): boolean {
  if (typeof value !== 'number') return false;
  if (operator === '=') return value === wanted;
  if (operator === '!=') return value !== wanted;
  if (operator === '<' || operator === '<=') return value < wanted || (operator === '<=' && value === wanted);
  return value > wanted || (operator === '>=' && value === wanted);
}

function textComparison(path: string, operator: string, wanted: string): Fits | undefined {
  if (operator !== '=' && operator !== '!=') return undefined;
  const parts = wanted.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const like = new RegExp(`^${parts.join('.*')}$`, 's');
  return (json) => {
    const value = valueAt(json, path);
    return typeof value === 'string' && like.test(value) === (operator === '=');
  };
}

function valueAt(json: Json, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => (isJson(value) ? value[name] : undefined), json);
}

function readLine(line: string): Json | undefined {
  try {
    const json: unknown = JSON.parse(line);
    return isJson(json) ? asJson(json) : undefined;
  } catch {
    return undefined;
  }
}
