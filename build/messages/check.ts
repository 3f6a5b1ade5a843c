import { Liquid, LiquidError } from 'liquidjs';
import { suggest } from '../../src/journey/reading/suggest.ts';
import type { MessageContext } from '../../src/templates/context.ts';
import { isMoney, registerFilters } from '../../src/templates/filters.ts';
import type { LayoutPartial } from './layout.ts';
import { nearestOr, type ReportProblem } from './problem.ts';
import { type RenderLine, readRender } from './render-line.ts';
import type { LiquidField } from './source.ts';

/** The names that a piece of Liquid may use. */
export interface LiquidNames {
  /** A context in which everything that can have a value has one. */
  readonly sample: MessageContext;
  readonly partials: Readonly<Record<string, LayoutPartial>>;
}

/**
 * Checks a piece of Liquid: its syntax, its filters, its partials, that every variable is one that an event
 * can give, and that it renders with all of them given. The first kind of problem found is reported.
 */
export function checkLiquid(field: LiquidField, known: LiquidNames, report: ReportProblem): void {
  const engine = strictEngine(known);
  let found = 0;
  const at: ReportProblem = (row, column, message, suggestion) => {
    found += 1;
    report(field.line + row - 1, row === 1 ? field.column + column - 1 : column, message, suggestion);
  };
  for (const check of [checkSyntax, checkPartials, checkVariables, checkRendering]) {
    if (found === 0) check(field.text, engine, known, at);
  }
}

/** A check reports where in the text: row and column from 1. */
type Check = (text: string, engine: Liquid, known: LiquidNames, at: ReportProblem) => void;

const checkSyntax: Check = (text, engine, _known, at) => {
  attempt(() => engine.parse(text), engine, at);
};

const checkRendering: Check = (text, engine, known, at) => {
  attempt(() => engine.parseAndRenderSync(text, known.sample, { globals: known.sample }), engine, at);
};

const checkPartials: Check = (text, _engine, { partials }, at) => {
  for (const { 0: tag, index } of text.matchAll(/\{%-?\s*(?:render|include|layout)\b[\s\S]*?%\}/g)) {
    const { row, column } = position(text, index);
    const alone = (text.split('\n')[row - 1] ?? '').trim() === tag;
    const render = readRender(tag);
    const partial = render && partials[render.name];
    if (!render || !alone)
      at(row, column, `"${tag}" cannot stand here`, "write {% render 'name', … %} on a line of its own");
    else if (!partial) at(row, column, `unknown partial "${render.name}"`, suggest(render.name, Object.keys(partials)));
    else checkParameters(render, partial, (message, suggestion) => at(row, column, message, suggestion));
  }
};

function checkParameters(
  { name, values }: RenderLine,
  { parameters }: LayoutPartial,
  at: (message: string, suggestion: string) => void,
): void {
  for (const key of Object.keys(values).filter((candidate) => !parameters.includes(candidate))) {
    at(`partial "${name}" takes no "${key}"`, suggest(key, parameters));
  }
}

const checkVariables: Check = (text, engine, { sample }, at) => {
  const { globals } = engine.analyzeSync(engine.parse(text), { partials: false });
  for (const { segments, location } of Object.values(globals).flat()) {
    const path = segments.filter((segment) => typeof segment !== 'object');
    if (holds(sample, path)) continue;
    const name = path.join('.');
    at(
      location.row,
      location.col,
      `no event gives "${name}"`,
      nearestOr(suggest(name, Object.keys(sample)), name, paths(sample)),
    );
  }
};

function strictEngine({ partials }: LiquidNames): Liquid {
  const templates = Object.fromEntries(
    Object.entries(partials).map(([name, partial]) => [name, withDefaults(partial)]),
  );
  const options = { strictFilters: true, strictVariables: true, lenientIf: true, templates };
  const engine = new Liquid({ ...options, outputEscape: refuseObjects });
  registerFilters(engine);
  return engine;
}

/** The partial's text as part of a message, where parameters without a value are empty. */
function withDefaults({ parameters, text }: LayoutPartial): string {
  return parameters.map((name) => `{% assign ${name} = ${name} | default: nil %}`).join('') + text;
}

function refuseObjects(value: unknown): string {
  if (isMoney(value)) throw new TypeError('an amount of money needs its filter: write {{ cart.total | money }}');
  if (typeof value === 'object' && value !== null) throw new TypeError('this is no text: name one of its fields');
  return String(value ?? '');
}

function attempt(action: () => unknown, engine: Liquid, at: ReportProblem): void {
  try {
    action();
  } catch (error) {
    if (!LiquidError.is(error)) throw error;
    const [row = 1, column = 1] = error.token.getPosition();
    const { message, suggestion } = explain(error, engine);
    at(row, column, message, suggestion);
  }
}

const manual = 'see https://liquidjs.com for how Liquid is written';

function explain(error: LiquidError, engine: Liquid): { readonly message: string; readonly suggestion: string } {
  const message = error.message.replace(/, (file:.*, )?line:\d+, col:\d+$/, '');
  const filter = /^undefined filter: (.+)$/.exec(message)?.[1];
  if (filter)
    return {
      message: `unknown filter "${filter}"`,
      suggestion: nearestOr(manual, filter, Object.keys(engine.filters)),
    };
  const tag = /^tag "(.+)" not found$/.exec(message)?.[1];
  if (tag) return { message: `unknown tag "${tag}"`, suggestion: nearestOr(manual, tag, Object.keys(engine.tags)) };
  const variable = /^undefined variable: (.+)$/.exec(message)?.[1];
  if (variable) return { message: `no event gives "${variable}"`, suggestion: 'look at the names around it' };
  const [problem = message, advice = manual] = error.originalError instanceof TypeError ? message.split(': ') : [];
  const open = /^tag \{%-? *(\w+).* not closed$/s.exec(message)?.[1];
  return { message: problem, suggestion: open ? `write {% end${open} %} where it ends` : advice };
}

function position(text: string, index: number): { row: number; column: number } {
  const before = text.slice(0, index).split('\n');
  return { row: before.length, column: (before.at(-1) ?? '').length + 1 };
}

function holds(value: unknown, path: readonly (string | number)[]): boolean {
  const [first, ...rest] = path;
  if (first === undefined) return true;
  if (Array.isArray(value)) {
    if (first === 'size') return rest.length === 0;
    return (typeof first === 'number' || first === 'first' || first === 'last') && holds(value[0], rest);
  }
  if (typeof value === 'string') return first === 'size';
  return (
    typeof value === 'object' && value !== null && Object.hasOwn(value, first) && holds(Reflect.get(value, first), rest)
  );
}

/** Every path into the sample, as a message spells it: customer, customer.name, cart.lines … */
function paths(value: unknown): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || isMoney(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...paths(inner).map((path) => `${key}.${path}`)]);
}
