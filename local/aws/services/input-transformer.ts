import { asJson, asText, type Json } from '../json.ts';

/** The rule that a target belongs to, for the variables that EventBridge predefines. */
export interface TransformingRule {
  readonly name: string;
  readonly arn: string;
}

/** A target's input for an event: the event, a constant, a part of it, or a template filled from it. */
export function targetInput(target: Json, event: Json, rule: TransformingRule): string {
  const constant = asText(target.Input);
  if (constant !== undefined) return constant;
  const path = asText(target.InputPath);
  if (path !== undefined) return JSON.stringify(readPath(event, path) ?? null);
  const template = asText(asJson(target.InputTransformer).InputTemplate);
  if (template === undefined) return JSON.stringify(event);
  return fillTemplate(template, variables(asJson(target.InputTransformer), event, rule));
}

function variables(transformer: Json, event: Json, rule: TransformingRule): Map<string, unknown> {
  const { detail: _detail, ...withoutDetail } = event;
  const paths = Object.entries(asJson(transformer.InputPathsMap));
  return new Map<string, unknown>([
    ['aws.events.rule-arn', rule.arn],
    ['aws.events.rule-name', rule.name],
    ['aws.events.event.ingestion-time', event.time],
    ['aws.events.event', withoutDetail],
    ['aws.events.event.json', event],
    ...paths.map(([name, path]) => [name, readPath(event, String(path))] as [string, unknown]),
  ]);
}

/** Values stand as JSON outside quotes, and as their text, escaped, inside them. */
function fillTemplate(template: string, values: ReadonlyMap<string, unknown>): string {
  const isObject = template.trimStart().startsWith('{');
  let quoted = false;
  return template.replace(/\\.|"|<([^<>"]+)>/g, (token, name: string | undefined) => {
    if (token === '"') quoted = !quoted;
    if (name === undefined || !values.has(name)) return token;
    const value = values.get(name) ?? '';
    if (isObject && !quoted) return JSON.stringify(value);
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return isObject || quoted ? JSON.stringify(text).slice(1, -1) : text;
  });
}

/** The value at a path of dots, brackets and indices ($.detail.order.lines[0]), or undefined. */
function readPath(event: Json, path: string): unknown {
  const steps = path.replace(/^\$\.?/, '').match(/[^.[\]'"]+/g) ?? [];
  return steps.reduce<unknown>((value, step) => {
    return Array.isArray(value) ? value[Number(step)] : asJson(value)[step];
  }, event);
}
