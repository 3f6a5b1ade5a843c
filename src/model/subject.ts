import type { SubjectKind } from '../commerce/events.ts';
import { subjects } from '../commerce/nouns.ts';

/** The subject of a run: the journey's `once per`, and that thing's id. */
export interface Subject {
  readonly kind: SubjectKind;
  readonly id: string;
}

/** All that `once per` may name. */
export const subjectKinds = Object.keys(subjects) as SubjectKind[]; // the keys of a const object
