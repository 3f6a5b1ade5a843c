import { readFileSync } from 'node:fs';
import { asJson, asText, type Json } from '../json.ts';
import { parseDefinition } from '../states/definition.ts';
import type { StateMachine } from '../states/machine.ts';
import type { Resource } from '../template/resource.ts';
import type { Stack } from '../template/stack.ts';

/** A state machine of the stack, compiled. */
export interface LocalMachine {
  readonly name: string;
  readonly arn: string;
  readonly roleArn: string;
  /** The definition with its substitutions made. */
  readonly definition: string;
  readonly compiled: StateMachine;
}

/**
 * Reads and compiles a state machine resource.
 * @throws UnsupportedDefinitionError when its definition uses what does not run locally
 */
export function readMachine(resource: Resource, stack: Stack): LocalMachine {
  const { name, arn, properties } = resource;
  const substitutions = asJson(properties.DefinitionSubstitutions);
  const definition = definitionText(properties, stack).replace(/\$\{([^}]+)\}/g, (whole, variable: string) => {
    return Object.hasOwn(substitutions, variable) ? String(substitutions[variable]) : whole;
  });
  return { name, arn, roleArn: asText(properties.RoleArn) ?? '', definition, compiled: parseDefinition(definition) };
}

/** The states of a machine, as its definition has them. */
export function statesOf(machine: LocalMachine): Json {
  return asJson(asJson(JSON.parse(machine.definition)).States);
}

function definitionText(properties: Json, stack: Stack): string {
  const text = asText(properties.DefinitionString);
  if (text !== undefined) return text;
  const key = asText(asJson(properties.DefinitionS3Location).Key);
  return key === undefined ? JSON.stringify(properties.Definition) : readFileSync(stack.assetPath(key), 'utf8');
}

/** The state in which an earlier run left an execution. */
export interface Standing {
  readonly state: string;
  readonly enteredAt: number;
}

/** The machine, beginning at another state. */
export function machineFrom(definition: string, state: string): StateMachine {
  return parseDefinition(JSON.stringify({ ...asJson(JSON.parse(definition)), StartAt: state }));
}

/** The machine, beginning at the state where an execution stood; a wait of so many seconds keeps its end. */
export function resumedMachine(definition: string, { state, enteredAt }: Standing): StateMachine {
  const whole = asJson(JSON.parse(definition));
  const states = asJson(whole.States);
  const { Seconds: seconds, ...rest } = asJson(states[state]);
  const waits = rest.Type === 'Wait' && typeof seconds === 'number';
  const until = new Date(enteredAt + Number(seconds ?? 0) * 1000).toISOString();
  const resumed = waits ? { ...rest, Timestamp: until } : states[state];
  return parseDefinition(JSON.stringify({ ...whole, StartAt: state, States: { ...states, [state]: resumed } }));
}
