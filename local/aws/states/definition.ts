import { UnsupportedDefinitionError } from './errors.ts';
import { Fields } from './fields.ts';
import { kinds } from './kinds/registry.ts';
import type { Branch, State, StateMachine } from './machine.ts';

/**
 * Compiles a definition in Amazon States Language.
 * @throws UnsupportedDefinitionError naming state and field for what is refused: JSONata, Distributed Map, activities,
 * unknown fields and operators, and mistakes such as a Next that leads nowhere
 */
export function parseDefinition(text: string): StateMachine {
  const fields = new Fields(parseJson(text), undefined);
  fields.text('Comment');
  refuseOtherLanguages(fields);
  const version = fields.text('Version');
  if (version !== undefined && version !== '1.0') throw fields.invalid('Version', 'The only version is "1.0".');
  const timeoutSeconds = fields.integer('TimeoutSeconds', 1);
  const branch = parseBranch(fields);
  fields.done();
  return { ...branch, timeoutSeconds };
}

/** Compiles the StartAt and States of a machine, a Parallel branch or a Map's processor. */
export function parseBranch(fields: Fields): Branch {
  const startAt = fields.requiredText('StartAt');
  const raw = new Fields(fields.raw('States'), fields.state, 'States');
  const states = new Map(raw.rest().map((name) => [name, parseState(name, raw.raw(name))]));
  if (!states.has(startAt)) throw fields.invalid('StartAt', `There is no state "${startAt}".`);
  for (const state of states.values()) {
    const missing = state.targets.find((target) => !states.has(target));
    if (missing !== undefined) {
      throw new UnsupportedDefinitionError('invalid definition', `There is no state "${missing}" to go to.`, {
        state: state.name,
      });
    }
  }
  return { startAt, states };
}

function parseState(name: string, raw: unknown): State {
  const fields = new Fields(raw, name);
  fields.text('Comment');
  refuseOtherLanguages(fields);
  const type = fields.requiredText('Type');
  const parse = kinds.get(type);
  if (!parse) throw fields.refused('unknown state type', 'Type', `The types are ${[...kinds.keys()].join(', ')}.`);
  const state = parse(fields, name, parseBranch);
  fields.done();
  return { ...state, name, type };
}

function refuseOtherLanguages(fields: Fields): void {
  const language = fields.text('QueryLanguage') ?? 'JSONPath';
  if (language === 'JSONPath') return;
  throw fields.refused('JSONata', 'QueryLanguage', `${language} does not run here; write the machine in JSONPath.`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new UnsupportedDefinitionError('invalid definition', `The definition is not JSON: ${error.message}`);
  }
}
