import { asJson, asText, at, type Json } from '../json.ts';
import { readAssembly } from './assembly.ts';
import { attribute, type Named, physicalName, reference } from './attributes.ts';
import { checkNames } from './names.ts';
import { resolve, type Scope } from './resolve.ts';
import type { Resource } from './resource.ts';
import { ignoredTypes, supportedTypes } from './resource-types.ts';

/** The stack that the local runtime brings to life. */
export interface Stack {
  readonly name: string;
  readonly resources: readonly Resource[];
  /** Types that are in the template but mean nothing locally: roles, permissions, alarms … */
  readonly ignored: readonly string[];
  /** Outputs, resolved. */
  readonly outputs: Readonly<Record<string, string>>;
  ofType(type: string): readonly Resource[];
  assetPath(objectKey: string): string;
}

/**
 * Loads the one stack of a cloud assembly.
 * @param endpoint the local server's address, which queue and API URLs take
 * @throws Error naming the resource types that the runtime would have to know and does not, or a name that AWS would refuse
 */
export function loadStack(cdkOut: string, endpoint: string): Stack {
  const assembly = readAssembly(cdkOut);
  const scope = templateScope(assembly.template, assembly.stackName, endpoint);
  const declared = Object.entries(asJson(assembly.template.Resources)).filter(([, body]) => isWanted(body, scope));
  const types = new Set(declared.map(([, body]) => asText(asJson(body).Type) ?? ''));
  refuseUnknown([...types]);
  const resources = declared.map(([id, body]) => scope.resource(id, asJson(body)));
  checkNames(resources);
  return {
    name: assembly.stackName,
    resources,
    ignored: [...types].filter((type) => !supportedTypes.has(type)).sort(),
    outputs: resolveOutputs(assembly.template, scope),
    ofType: (type) => resources.filter((resource) => resource.type === type),
    assetPath: (objectKey) => assembly.assetPath(objectKey),
  };
}

function isWanted(body: unknown, scope: Scope): boolean {
  const condition = asText(asJson(body).Condition);
  return condition === undefined || scope.condition(condition);
}

function refuseUnknown(types: readonly string[]): void {
  const unknown = types.filter((type) => !supportedTypes.has(type) && !ignoredTypes.some((known) => known.test(type)));
  if (unknown.length === 0) return;
  throw new Error(
    `The stack holds ${unknown.join(', ')}, which the local runtime can neither run nor safely ignore: ` +
      'add a service for it, or list it in local/aws/template/resource-types.ts.',
  );
}

function resolveOutputs(template: Json, scope: Scope): Record<string, string> {
  const outputs = Object.entries(asJson(template.Outputs)).filter(([, body]) => isWanted(body, scope));
  return Object.fromEntries(outputs.map(([name, body]) => [name, String(resolve(asJson(body).Value, scope))]));
}

interface TemplateScope extends Scope {
  resource(logicalId: string, body: Json): Resource;
}

function templateScope(template: Json, stackName: string, endpoint: string): TemplateScope {
  const known = new Map<string, { type: string; named: Named }>();
  const named = (logicalId: string): { type: string; named: Named } => {
    const found = known.get(logicalId) ?? compute(logicalId);
    known.set(logicalId, found);
    return found;
  };
  const compute = (logicalId: string): { type: string; named: Named } => {
    const body = asJson(asJson(template.Resources)[logicalId]);
    const properties = resolve(asJson(body.Properties), scope);
    return { type: String(body.Type), named: { logicalId, stackName, properties: asJson(properties), endpoint } };
  };
  const scope: TemplateScope = {
    stackName,
    ref(logicalId) {
      const parameter = asJson(template.Parameters)[logicalId];
      if (parameter !== undefined) return asJson(parameter).Default ?? '';
      if (asJson(template.Resources)[logicalId] === undefined) return undefined;
      const found = named(logicalId);
      return reference(found.type, found.named);
    },
    attribute(logicalId, name) {
      const found = named(logicalId);
      return attribute(found.type, found.named, name);
    },
    condition: (name) => Boolean(resolve(asJson(template.Conditions)[name], scope)),
    mapping: (name, first, second) => at(template.Mappings, name, first, second),
    resource(logicalId, body) {
      const found = named(logicalId);
      return {
        logicalId,
        type: found.type,
        name: physicalName(found.type, found.named),
        arn: attribute(found.type, found.named, 'Arn'),
        ref: reference(found.type, found.named),
        properties: found.named.properties,
        metadata: asJson(body.Metadata),
      };
    },
  };
  return scope;
}
