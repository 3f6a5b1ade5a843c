import { isMap, isScalar, type Node } from 'yaml';
import type { Action } from '../../model/action.ts';
import type { ActionKind } from '../actions/action-kind.ts';
import { type ActionName, actionKinds, actionNames, kindNamed, kindOfAction } from '../actions/registry.ts';
import type { DoStep } from '../model/steps.ts';
import { readFields } from '../reading/fields.ts';
import { say } from '../reading/saying.ts';
import type { Source } from '../reading/source.ts';
import { anyOf, suggest } from '../reading/suggest.ts';
import { callTo } from './call.ts';
import { onwardParameters, type StepKind } from './step-kind.ts';

export const doKind: StepKind<DoStep> = {
  keys: {
    do: {
      description: 'Does something other than sending a message: exactly one of the following.',
      oneOf: Object.values(actionKinds).map(({ keys, needed }) => ({
        type: 'object',
        properties: keys,
        required: needed,
        additionalProperties: false,
      })),
    },
  },

  forms: Object.values(actionKinds).flatMap(({ keys }) => formsOf(keys)),

  read({ node, values }, { source, id, locales }) {
    const action = readAction(source, values.get('do') ?? node, locales);
    return action && { kind: 'do', at: source.at(node), id: id(kindOfAction(action).id(action)), action };
  },

  stateName: ({ action }) => kindOfAction(action).stateName(action),

  nounFor: ({ action }) => kindOfAction(action).nounFor(action),

  state: ({ id, action }, place) =>
    callTo('do-action', { ...place.run, step: { id, action }, ...onwardParameters(place) }, place.onward),

  explain: ({ action }) => kindOfAction(action).explain(action),

  box: ({ action }) => ({
    tone: 'deed',
    icon: 'M2.5 2.5h11v11h-11zM5 8l2.2 2.2L11 6',
    ...kindOfAction(action).box(action),
  }),

  calledInDiff: ({ action }) => kindOfAction(action).calledInDiff(action),

  setting: ({ action }) => kindOfAction(action).setting(action),
};

/** `- do: { points }`, `- do: { points, for }`. */
function formsOf(keys: ActionKind<Action>['keys']): (readonly [form: string, meaning: string])[] {
  const [first = ''] = Object.keys(keys);
  return Object.entries(keys).map(([key, { description }]) => [
    `- do: { ${key === first ? key : `${first}, ${key}`} }`,
    description,
  ]);
}

function readAction(source: Source, node: Node, locales: readonly string[]): Action | undefined {
  const map = source.resolve(node);
  const keys = isMap(map) ? map.items.map(({ key }) => (isScalar(key) ? String(key.value) : '')) : [];
  const [name, ...others] = keys.filter(isActionName);
  if (name === undefined) return reportNoAction(source, map, keys[0]);
  for (const other of others) {
    source.report(source.find(map, [other]), say`"${other}" is a thing to do of its own`, say`write a second "- do:"`);
  }
  if (others.length > 0) return undefined;
  const kind = kindNamed(name);
  const fields = readFields(source, map, say`"do: ${name}"`, Object.keys(kind.keys));
  return fields && kind.read(fields, source, locales);
}

function isActionName(key: string): key is ActionName {
  return Object.hasOwn(actionKinds, key);
}

function reportNoAction(source: Source, node: Node, key: string | undefined): undefined {
  if (key !== undefined)
    source.report(source.find(node, [key]), say`nothing to do is called "${key}"`, suggest(key, actionNames));
  else
    source.report(
      node,
      say`do says nothing to do`,
      say`write one of ${anyOf(actionNames.map((name) => `"${name}:"`))}`,
    );
}
