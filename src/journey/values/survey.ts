import type { Node } from 'yaml';
import type { Surveys } from '../../model/survey.ts';
import { readWord } from '../reading/fields.ts';
import { say } from '../reading/saying.ts';
import type { Source } from '../reading/source.ts';
import { anyOf, nearestOr } from '../reading/suggest.ts';

/** The name of a survey as JSON Schema. */
export const surveyKey = { type: 'string', pattern: '^[a-z][a-z0-9-]{1,39}$' };

/** Reads the name of one of the shop's surveys. */
export function readSurveyName(source: Source, node: Node, surveys: Surveys): string | undefined {
  const names = Object.keys(surveys);
  const name = readWord(source, node, 'survey', say`write ${anyOf(names)}`);
  if (name === undefined || Object.hasOwn(surveys, name)) return name;
  const advice = say`write ${names.join(', ')}, or add it to "surveys" of statemachines/store.yaml`;
  source.report(node, say`unknown survey "${name}"`, nearestOr(advice, name, names));
  return undefined;
}
