import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { matchesPattern } from '../../src/pattern/match.ts';
import { validatePattern } from '../../src/pattern/validate.ts';

type Pattern = Record<string, unknown>;

interface EngineCase {
  id: number;
  pattern: Pattern;
  event: unknown;
  matches: boolean;
  flags?: string[];
}

interface ValidationCase {
  patternRaw: string;
  valid: boolean;
}

interface ServiceCase {
  id: string;
  pattern: unknown;
  patternRaw?: string;
  event: unknown;
  eventRaw?: string;
  matches: boolean;
  invalid: boolean;
}

const folder = new URL('../../../shared/conformance/', import.meta.url);

function load<Cases>(file: string): Cases | undefined {
  const url = new URL(file, folder);
  return existsSync(url) ? JSON.parse(readFileSync(url, 'utf8')) : undefined;
}

const engine = load<{ cases: EngineCase[]; validation: ValidationCase[] }>('event-pattern-cases.json');
const service = load<{ cases: ServiceCase[] }>('localstack-pattern-cases.json');
const without = (file: unknown) => (file ? '' : ' (skipped: the labelled cases are not on this computer)');

describe.skipIf(!engine)(`event patterns labelled by AWS's own rule engine${without(engine)}`, () => {
  const cases = (engine?.cases ?? []).filter((example) => !example.flags);

  test('match the same events', () => {
    const wrong = cases.filter(({ pattern, event, matches }) => matchesPattern(pattern, event) !== matches);
    expect(wrong).toEqual([]);
    expect(cases.length).toBeGreaterThan(850);
  });

  test('are all valid', () => {
    expect(cases.map(({ pattern }) => validatePattern(pattern)).filter((problems) => problems.length > 0)).toEqual([]);
  });

  test('are valid or invalid alike', () => {
    const judged = (engine?.validation ?? []).map(({ patternRaw, valid }) => ({
      patternRaw,
      valid,
      ours: isValid(patternRaw),
    }));
    expect(judged.filter(({ valid, ours }) => valid !== ours)).toEqual([]);
    expect(judged.length).toBeGreaterThan(70);
  });
});

describe.skipIf(!service)(`event patterns labelled by the EventBridge API${without(service)}`, () => {
  const cases = service?.cases ?? [];

  test('match, do not match or are refused alike', () => {
    const wrong = cases.filter((example) => verdict(example) !== (example.invalid ? 'invalid' : example.matches));
    expect(wrong).toEqual([]);
    expect(cases.length).toBeGreaterThan(164);
  });
});

function verdict({ pattern, patternRaw, event, eventRaw }: ServiceCase): boolean | 'invalid' {
  const text = patternRaw ?? JSON.stringify(pattern);
  if (!isValid(text)) return 'invalid';
  return matchesPattern(JSON.parse(text), eventRaw === undefined ? event : JSON.parse(eventRaw));
}

function isValid(text: string): boolean {
  try {
    return validatePattern(JSON.parse(text)).length === 0;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
