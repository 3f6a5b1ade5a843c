import type { Action } from '../../model/action.ts';
import type { ActionKind } from './action-kind.ts';
import { emitKind } from './emit.ts';
import { pointsKind } from './points.ts';
import { tagKind, untagKind } from './tag.ts';
import { tellStaffKind } from './tell-staff.ts';

/** Everything that a `do` step can do, by the key that begins it. A new one is one new file and one line here. */
export const actionKinds = {
  tag: tagKind,
  untag: untagKind,
  points: pointsKind,
  emit: emitKind,
  'tell staff': tellStaffKind,
};

export type ActionName = keyof typeof actionKinds;

/** The names, as a `do` step writes them. */
export const actionNames = Object.keys(actionKinds) as ActionName[]; // the keys of a const object

const byKind = new Map<string, ActionKind<Action>>(
  actionNames.map((name) => [actionKinds[name].kind, kindNamed(name)] as const),
);

export function kindOfAction({ kind }: Action): ActionKind<Action> {
  const found = byKind.get(kind);
  if (!found) throw new RangeError(`There is no action "${kind}".`);
  return found;
}

/** The kind that a key begins. */
export function kindNamed(name: ActionName): ActionKind<Action> {
  return actionKinds[name] as ActionKind<Action>; // an action's kind names the kind that read it
}
