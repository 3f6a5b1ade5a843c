import { Liquid, LiquidError } from 'liquidjs';
import { type Said, type Saying, say } from '../../src/journey/reading/saying.ts';
import { allOf, anyOf, nearestOr, suggest } from '../../src/journey/reading/suggest.ts';
import type { MessageContext } from '../../src/templates/context.ts';
import { isMoney, registerFilters } from '../../src/templates/filters.ts';
import { explainLiquid } from './explain-liquid.ts';
import type { LayoutPartial } from './layout.ts';
import type { LiquidField } from './liquid-field.ts';
import { faultsOfTags } from './liquid-tags.ts';
import type { ReportProblem } from './problem.ts';
import { type RenderLine, readRender } from './render-line.ts';

/** The names that a piece of Liquid may use. */
export interface LiquidNames {
  /** A context in which everything that can have a value has one. */
  readonly sample: MessageContext;
  /** Undefined when they cannot be read. */
  readonly partials: Readonly<Record<string, LayoutPartial>> | undefined;
  /** The nouns of the sample that this message cannot speak of, and what it can speak of. */
  readonly journey?: JourneyNouns;
}

/** The nouns that the events of a journey fill. */
export interface JourneyNouns {
  /** How the journey starts: `order.placed`. */
  readonly start: Said;
  readonly nouns: readonly string[];
  readonly missing: readonly string[];
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
  const checks = known.partials
    ? [checkSyntax, checkPartials, checkVariables, checkRendering]
    : [checkSyntax, checkVariables];
  for (const check of checks) {
    if (found === 0) check(field.text, engine, known, at);
  }
}

/** A check reports where in the text: row and column from 1. */
type Check = (text: string, engine: Liquid, known: LiquidNames, at: ReportProblem) => void;

const checkSyntax: Check = (text, engine, _known, at) => {
  const [fault] = faultsOfTags(text);
  if (fault) {
    const { row, column } = position(text, fault.offset);
    at(row, column, fault.message, fault.suggestion);
    return;
  }
  attempt(() => engine.parse(text), engine, at);
};

const checkRendering: Check = (text, engine, known, at) => {
  attempt(() => engine.parseAndRenderSync(text, known.sample, { globals: known.sample }), engine, at);
};

const checkPartials: Check = (text, _engine, { partials = {} }, at) => {
  for (const { 0: tag, index } of text.matchAll(/\{%-?\s*(?:render|include|layout)\b[\s\S]*?%\}/g)) {
    const { row, column } = position(text, index);
    const alone = (text.split('\n')[row - 1] ?? '').trim() === tag;
    const render = readRender(tag);
    const partial = render && partials[render.name];
    if (!render || !alone)
      at(row, column, say`"${tag}" cannot stand here`, say`write {% render 'name', … %} on a line of its own`);
    else if (!partial)
      at(row, column, say`unknown partial "${render.name}"`, suggest(render.name, Object.keys(partials)));
    else checkParameters(render, partial, (message, suggestion) => at(row, column, message, suggestion));
  }
};

function checkParameters(
  { name, values }: RenderLine,
  { parameters }: LayoutPartial,
  at: (message: Saying, suggestion: Saying) => void,
): void {
  for (const key of Object.keys(values).filter((candidate) => !parameters.includes(candidate))) {
    const advice = parameters.length === 0 ? say`leave it out` : suggest(key, parameters);
    at(say`partial "${name}" takes no "${key}"`, advice);
  }
}

const checkVariables: Check = (text, engine, { sample, journey }, at) => {
  const { globals } = engine.analyzeSync(engine.parse(text), { partials: false });
  for (const { segments, location } of Object.values(globals).flat()) {
    const path = segments.filter((segment) => typeof segment !== 'object');
    const name = path.join('.');
    if (!holds(sample, path)) at(location.row, location.col, say`no event gives "${name}"`, wordInstead(name, sample));
    else if (journey?.missing.includes(String(path[0]))) {
      const known = [...journey.nouns, 'customer', 'brand'];
      const message = say`"${name}" is always empty in a journey that starts with ${journey.start}`;
      at(location.row, location.col, message, say`it knows ${allOf(known)}`);
    }
  }
};

/** The nearest word, or the words of the same noun, or the nouns. */
function wordInstead(name: string, sample: MessageContext): Saying {
  const all = wordsOf(sample);
  const [noun] = name.split('.');
  const ofNoun = all.filter((word) => word.startsWith(`${noun}.`));
  const advice =
    ofNoun.length > 0 ? say`write ${anyOf(ofNoun)}` : say`a word begins with ${anyOf(Object.keys(sample))}`;
  return nearestOr(advice, name, all);
}

/** One for each set of partials: making one costs more than checking a text with it. */
const engines = new WeakMap<Readonly<Record<string, LayoutPartial>>, Liquid>();

function strictEngine({ partials = none }: LiquidNames): Liquid {
  const engine = engines.get(partials) ?? newEngine(partials);
  engines.set(partials, engine);
  return engine;
}

const none: Readonly<Record<string, LayoutPartial>> = {};

function newEngine(partials: Readonly<Record<string, LayoutPartial>>): Liquid {
  const templates = Object.fromEntries(
    Object.entries(partials).map(([name, partial]) => [name, withDefaults(partial)]),
  );
  const options = { strictFilters: true, strictVariables: true, lenientIf: true, templates, cache: true };
  const engine = new Liquid({ ...options, outputEscape: refuseObjects });
  registerFilters(engine);
  return engine;
}

/** The partial's text as part of a message, where parameters without a value are empty. */
function withDefaults({ parameters, text }: LayoutPartial): string {
  return parameters.map((name) => `{% assign ${name} = ${name} | default: nil %}`).join('') + text;
}

function refuseObjects(value: unknown): string {
  if (isMoney(value)) throw new TypeError('money');
  if (typeof value === 'number' && value > longAgo) throw new TypeError('date');
  if (typeof value === 'object' && value !== null) throw new TypeError('object');
  return String(value ?? '');
}

/** A number above it is a time in milliseconds, and no amount of anything. */
const longAgo = Date.UTC(2000, 0);

function attempt(action: () => unknown, engine: Liquid, at: ReportProblem): void {
  try {
    action();
  } catch (error) {
    if (!LiquidError.is(error)) throw error;
    const [row = 1, column = 1] = error.token.getPosition();
    const { message, suggestion, offset = 0 } = explainLiquid(error, engine);
    at(row, column + offset, message, suggestion);
  }
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
export function wordsOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || isMoney(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...wordsOf(inner).map((path) => `${key}.${path}`)]);
}
