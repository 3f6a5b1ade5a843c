import { parseJourney } from '../../../src/journey/parsing/parse.ts';
import { describeProblem } from '../../../src/journey/reading/problem.ts';
import { wordingsIn } from '../../../src/journey/words/problems.ts';
import type { Pattern } from '../../../src/pattern/pattern.ts';
import { context, head } from '../journeys.ts';
import { faultsOf, refusalOf } from '../refusals.ts';

/** A journey's start, with the place of the condition that is tested. */
export interface Place {
  readonly on: string;
  readonly per: string;
  readonly key: 'where' | 'if' | 'audience';
}

export const shop = { ...context, segments: ['loyal', 'lapsed'] };

/** A journey with the condition. Written on one line, `where` and the audience begin at 7:10, `if` at 10:9. */
function journeyWith({ on, per, key }: Place, condition: string): string {
  const start = key === 'if' ? '' : `  ${key === 'where' ? 'where:' : 'if:'} ${condition}\n`;
  const starts = head.replace('  on: cart.updated\n  once per: cart\n', `  on: ${on}\n  once per: ${per}\n${start}`);
  return `${starts}steps:\n  - send: reminder\n${key === 'if' ? `    if: ${condition}\n` : ''}`;
}

/** The pattern that a condition becomes. @throws JourneyError when it is refused */
export function patternFrom(place: Place, condition: string): Pattern | undefined {
  const { starts, steps } = parseJourney(journeyWith(place, condition), shop);
  const [step] = steps;
  if (place.key === 'where') return starts.where;
  return place.key === 'audience' ? starts.if : step && 'condition' in step ? step.condition : undefined;
}

/** What a condition is refused for: places and words. */
export function faultsIn(place: Place, condition: string): string[] {
  return faultsOf(journeyWith(place, condition), shop);
}

/** The same in Japanese, with the file in the place. */
export function faultsInJapanese(place: Place, condition: string): string[] {
  const { problems } = refusalOf(journeyWith(place, condition), shop);
  return problems.map((problem) => describeProblem(problem, wordingsIn.ja).split('\n')[0] ?? '');
}

export const where = (on: string, per = on.split('.')[0] ?? ''): Place => ({ on, per, key: 'where' });
export const stepIf = (on: string, per = on.split('.')[0] ?? ''): Place => ({ on, per, key: 'if' });
