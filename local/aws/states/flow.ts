import { compileTemplate, type Template } from './expression.ts';
import type { Fields } from './fields.ts';
import type { Outcome } from './machine.ts';
import { compileDataPath, type Expression } from './path-expression.ts';
import { compilePlacement, type Placement } from './paths/reference.ts';
import type { Visit } from './visit.ts';

/** The paths by which data enters and leaves a state. */
export interface Paths {
  /** The raw input after InputPath. */
  input(visit: Visit): unknown;
  /** A value after OutputPath. */
  output(visit: Visit, value: unknown): unknown;
}

/** The part that most kinds of states share: their data paths, and the next state. */
export interface Flow {
  targets: string[];
  input(visit: Visit): unknown;
  /** Turns a result into the state's outcome: ResultPath, OutputPath, Assign, Next. */
  finish(visit: Visit, result: unknown): Outcome;
}

/** Reads InputPath and OutputPath. */
export function parsePaths(fields: Fields): Paths {
  const inputPath = fields.path('InputPath', compileDataPath);
  const outputPath = fields.path('OutputPath', compileDataPath);
  return {
    input: (visit) => through(inputPath, visit, visit.input, 'InputPath'),
    output: (visit, value) => through(outputPath, visit, value, 'OutputPath'),
  };
}

/** Reads InputPath, OutputPath, Assign, and Next or End. */
export function parseFlow(fields: Fields): Flow {
  return flowOf(fields, (_, result) => result);
}

/** Like parseFlow, for states that produce a result: ResultPath puts it into the raw input. */
export function parseResultFlow(fields: Fields): Flow {
  const resultPath = fields.path('ResultPath', compilePlacement);
  return flowOf(fields, (visit, result) => place(resultPath, visit.input, result));
}

function flowOf(fields: Fields, combine: (visit: Visit, result: unknown) => unknown): Flow {
  const next = fields.text('Next');
  const end = fields.flag('End') ?? false;
  if (end === (next !== undefined)) throw fields.invalid('Next', 'A state has either Next or "End": true.');
  const paths = parsePaths(fields);
  const assign = parseAssign(fields);
  return {
    targets: next === undefined ? [] : [next],
    input: paths.input,
    finish(visit, result) {
      const output = paths.output(visit, combine(visit, result));
      assign(visit, result);
      return { next, output };
    },
  };
}

/** Reads Assign: the variables to set, with `$` standing for the state's result. */
export function parseAssign(fields: Fields): (visit: Visit, result: unknown) => void {
  const template = parseTemplate(fields, 'Assign');
  return (visit, result) => {
    if (template) visit.assign(template(visit.seeing(result)));
  };
}

/** Reads a payload template such as Parameters; undefined when the field is absent. */
export function parseTemplate(fields: Fields, name: string): Template | undefined {
  if (!fields.has(name)) return undefined;
  return fields.located(name, () => compileTemplate(fields.raw(name)));
}

/** Puts a result where ResultPath says: in place of the input when absent, nowhere when null. */
export function place(resultPath: Placement | null | undefined, input: unknown, result: unknown): unknown {
  if (resultPath === undefined) return result;
  return resultPath === null ? input : resultPath(input, result);
}

function through(path: Expression | null | undefined, visit: Visit, value: unknown, field: string): unknown {
  if (path === undefined) return value;
  return path === null ? {} : path.evaluate(visit.seeing(value), field);
}
