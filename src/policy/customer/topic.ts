import type { JourneyRules } from '../../model/journey.ts';
import type { CompiledSendStep } from '../../model/step.ts';
import { defaultTopics } from '../../model/topic.ts';

/**
 * The topic of a message: its own, else that of its journey, else the default of its purpose. A message whose purpose is
 * not its journey's does not share the journey's topic.
 * @param rules of its journey, as deployed today; undefined if the journey no longer exists
 */
export function topicOf(
  step: Pick<CompiledSendStep, 'topic' | 'purpose'>,
  rules: Pick<JourneyRules, 'topic' | 'purpose'> | undefined,
): string {
  const shared = rules?.purpose === step.purpose ? rules.topic : undefined;
  return step.topic ?? shared ?? defaultTopics[step.purpose];
}
