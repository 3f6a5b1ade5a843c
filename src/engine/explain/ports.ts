import type { Language } from '../../commerce/words.ts';
import { own } from '../../explain/own.ts';
import { speakerOf } from '../../explain/speaker.ts';
import type { StoryLine } from '../../explain/story.ts';
import type { ExplainedLine } from '../../model/explain-request.ts';
import { settingsVersion } from '../../policy/delivery/basis.ts';
import { toIso } from '../../policy/time/timing.ts';
import type { Ports } from '../ports.ts';

export type ExplainPorts = Pick<Ports, 'journeys' | 'messages' | 'settings' | 'clock'> & {
  readonly stores: Pick<Ports['stores'], 'customers' | 'identities' | 'messages' | 'addresses'>;
} & Partial<Pick<Ports, 'hasTime'>>;

/** The versions of the settings by which messages are decided now, by journey. */
export function versionIn({ settings, journeys }: Pick<ExplainPorts, 'settings' | 'journeys'>) {
  return (journey: string) => {
    const rules = own(journeys, journey);
    return rules && settingsVersion(settings, rules);
  };
}

/** A line of the story as it is handed out. */
export function asLine({ at, ...line }: StoryLine, zone: string, lang: Language): ExplainedLine {
  const say = speakerOf(lang, zone);
  return { at: isoOf(at), day: say.day(at), hour: say.hour(at), ...line };
}

/** A time in ISO 8601; the text `unknown` for one that calendars cannot show. */
export function isoOf(at: number): string {
  return Math.abs(at) <= latestTime ? toIso(at) : 'unknown';
}

const latestTime = 8.64e15;
