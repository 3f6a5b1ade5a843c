import type { Message } from '../model/message.ts';
import type { Speaker } from './speaker.ts';
import { sentWords } from './words/sent.ts';

/** Why a message went, and why at that time: nothing of a line from before that was recorded. */
export function sentBecause(
  { basis = {}, purpose, at }: Pick<Message, 'basis' | 'purpose' | 'at'>,
  say: Speaker,
): string[] {
  const { event, since, zone, zoneFrom, setting } = basis;
  const words = sentWords[say.language];
  const began = event?.at ?? since;
  return [
    ...(began === undefined ? [] : [words.began(say.moment(began), event && say.event(event.on))]),
    ...(zone === undefined || setting === undefined
      ? []
      : [
          words.allowed(
            say.hour(at, zone),
            words.clock(say.clock(zone), zoneFrom),
            words.rule(setting),
            purpose === 'marketing',
          ),
        ]),
  ];
}

/** That a message went by the channel of its step's choice: nothing where another one was chosen, or it was sent again. */
export function sentByChoice(
  { basis, chosen, insteadOf }: Pick<Message, 'basis' | 'chosen' | 'insteadOf'>,
  say: Speaker,
): string[] {
  const isKnown = basis?.event !== undefined || basis?.since !== undefined; // older lines do not say what was chosen
  return isKnown && chosen === undefined && insteadOf === undefined ? [sentWords[say.language].preferred] : [];
}
