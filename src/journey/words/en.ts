import { actions } from './en/actions.ts';
import { conditions } from './en/conditions.ts';
import { diff, machine } from './en/diff.ts';
import { journey, picture } from './en/journey.ts';
import { starts } from './en/starts.ts';
import { steps } from './en/steps.ts';
import { values } from './en/values.ts';
import type { Phrases } from './phrases.ts';

export const en: Phrases = {
  language: 'en',
  values,
  conditions,
  starts,
  journey,
  picture,
  steps,
  actions,
  diff,
  machine,
};
