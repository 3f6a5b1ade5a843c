import { actions } from './ja/actions.ts';
import { conditions } from './ja/conditions.ts';
import { diff, machine } from './ja/diff.ts';
import { journey, picture } from './ja/journey.ts';
import { starts } from './ja/starts.ts';
import { steps } from './ja/steps.ts';
import { values } from './ja/values.ts';
import type { Phrases } from './phrases.ts';

export const ja: Phrases = {
  language: 'ja',
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
