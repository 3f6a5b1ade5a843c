import { CommandError, messageIn } from '../build/command/command.ts';
import { MessageError } from '../build/messages/problem.ts';
import type { Language } from '../src/commerce/words.ts';
import { JourneyError } from '../src/journey/reading/problem.ts';
import { SettingsError } from './settings-error.ts';

const mistakes = [SettingsError, JourneyError, MessageError, CommandError];

/** The message for the author of a mistake: the error's text alone. Undefined for any other error. */
export function mistakeIn(error: unknown, language: Language = 'en'): string | undefined {
  return error instanceof Error && mistakes.some((kind) => error instanceof kind)
    ? messageIn(language, error)
    : undefined;
}
