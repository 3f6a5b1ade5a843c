import { account, partition, region } from '../account.ts';
import { asJson, asList, isJson, type Json } from '../json.ts';

/** The template around intrinsic functions. */
export interface Scope {
  readonly stackName: string;
  /** The value of a parameter or the Ref of a resource; undefined when there is neither. */
  ref(logicalId: string): unknown;
  attribute(logicalId: string, name: string): string;
  condition(name: string): boolean;
  mapping(name: string, first: string, second: string): unknown;
}

/** The value of AWS::NoValue: the property that holds it is left out. */
const noValue = Symbol('AWS::NoValue');

/**
 * A template value with its intrinsic functions resolved.
 * @throws Error naming a function or a reference that is unknown
 */
export function resolve(value: unknown, scope: Scope): unknown {
  const resolved = resolveValue(value, scope);
  return resolved === noValue ? undefined : resolved;
}

function resolveValue(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value)) return value.map((item) => resolveValue(item, scope)).filter((item) => item !== noValue);
  if (!isJson(value)) return value;
  const [only, ...others] = Object.keys(value);
  if (only !== undefined && others.length === 0 && (only === 'Ref' || only.startsWith('Fn::'))) {
    return applyFunction(only, value[only], scope);
  }
  const members = Object.entries(value).map(([name, member]) => [name, resolveValue(member, scope)] as const);
  return Object.fromEntries(members.filter(([, member]) => member !== noValue));
}

type Intrinsic = (argument: unknown, scope: Scope) => unknown;

const functions: Readonly<Record<string, Intrinsic>> = {
  Ref: (name, scope) => reference(String(name), scope),
  'Fn::GetAtt': (argument, scope) => {
    const [id, ...path] = typeof argument === 'string' ? argument.split('.') : asList(argument).map(String);
    return scope.attribute(id ?? '', path.join('.'));
  },
  'Fn::Join': (argument, scope) => {
    const [separator, parts] = asList(argument);
    return asList(resolve(parts, scope)).join(String(separator));
  },
  'Fn::Sub': substitute,
  'Fn::Select': (argument, scope) => {
    const [index, list] = asList(argument);
    return asList(resolve(list, scope))[Number(resolve(index, scope))];
  },
  'Fn::Split': (argument, scope) => {
    const [separator, text] = asList(argument);
    return String(resolve(text, scope)).split(String(separator));
  },
  'Fn::If': (argument, scope) => {
    const [name, whenTrue, whenFalse] = asList(argument);
    return resolveValue(scope.condition(String(name)) ? whenTrue : whenFalse, scope);
  },
  'Fn::Equals': (argument, scope) => {
    const [left, right] = asList(resolve(argument, scope));
    return left === right;
  },
  'Fn::Not': (argument, scope) => !asList(resolveConditions(argument, scope))[0],
  'Fn::And': (argument, scope) => asList(resolveConditions(argument, scope)).every(Boolean),
  'Fn::Or': (argument, scope) => asList(resolveConditions(argument, scope)).some(Boolean),
  'Fn::FindInMap': (argument, scope) => {
    const [name, first, second] = asList(resolve(argument, scope)).map(String);
    return scope.mapping(name ?? '', first ?? '', second ?? '');
  },
  'Fn::Base64': (argument, scope) => Buffer.from(String(resolve(argument, scope))).toString('base64'),
};

function applyFunction(name: string, argument: unknown, scope: Scope): unknown {
  const apply = functions[name];
  if (apply === undefined) {
    throw new Error(`The template uses ${name}, which the local runtime does not know: add it to template/resolve.ts.`);
  }
  return apply(argument, scope);
}

function resolveConditions(argument: unknown, scope: Scope): unknown[] {
  return asList(argument).map((item) => {
    const { Condition: name } = asJson(item);
    return typeof name === 'string' ? scope.condition(name) : resolve(item, scope);
  });
}

function substitute(argument: unknown, scope: Scope): string {
  const [text, variables] = Array.isArray(argument) ? argument : [argument, {}];
  const values: Json = asJson(resolve(variables, scope));
  return String(text).replace(/\$\{(!?)([^}]+)\}/g, (_whole, literal: string, name: string) => {
    if (literal) return `\${${name}}`;
    if (Object.hasOwn(values, name)) return String(values[name]);
    const dot = name.indexOf('.');
    return String(dot < 0 ? reference(name, scope) : scope.attribute(name.slice(0, dot), name.slice(dot + 1)));
  });
}

function reference(name: string, scope: Scope): unknown {
  const pseudo: Readonly<Record<string, unknown>> = {
    'AWS::AccountId': account,
    'AWS::Region': region,
    'AWS::Partition': partition,
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::StackName': scope.stackName,
    'AWS::StackId': `arn:${partition}:cloudformation:${region}:${account}:stack/${scope.stackName}/local`,
    'AWS::NotificationARNs': [],
    'AWS::NoValue': noValue,
  };
  const found = name in pseudo ? pseudo[name] : scope.ref(name);
  if (found === undefined) throw new Error(`The template refers to "${name}", which it does not define.`);
  return found;
}
