import type { Language, Words } from '../../src/commerce/words.ts';
import { CommandError } from '../command/command.ts';
import { explained, isUnreachable } from '../stage/errors.ts';

/** The doctor's verdict on one thing. */
export interface Finding {
  /** `spare`: there is more than is needed. `unknown`: the service did not answer the question. */
  readonly state: 'good' | 'missing' | 'spare' | 'unknown';
  readonly what: Words;
  /** The remedy. */
  readonly mend?: Words;
}

/** A thing that is as it should be. */
export function good(what: Words): Finding {
  return { state: 'good', what };
}

/** A thing that keeps messages from going out, or will. */
export function missing(what: Words, mend: Words): Finding {
  return { state: 'missing', what, mend };
}

/** A thing that nothing needs any more. */
export function spare(what: Words, mend: Words): Finding {
  return { state: 'spare', what, mend };
}

/**
 * The judgement of a service's answer; a finding `unknown` when it does not answer.
 * @param what the question, such as "the account in SES"
 * @throws CommandError when there are no credentials or no Region, so that nothing can be asked
 */
export async function judged<Answer>(
  what: Words,
  ask: () => Promise<Answer>,
  judge: (answer: Answer) => readonly Finding[],
): Promise<readonly Finding[]> {
  try {
    return judge(await ask());
  } catch (error) {
    refuseUnasked(error);
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return [{ state: 'unknown', what: unanswered(what, reason) }];
  }
}

function unanswered(what: Words, reason: string): Words {
  return {
    en: `Could not ask about ${what.en} (${reason}).`,
    ja: `${what.ja}を確認できませんでした（${reason}）。`,
  };
}

/** @throws CommandError saying what to do, when no request can be signed, or none is answered */
function refuseUnasked(error: unknown): void {
  const isUnasked =
    error instanceof Error &&
    (error.name === 'CredentialsProviderError' || /^region /i.test(error.message) || isUnreachable(error));
  const known = isUnasked ? explained(error, { service: 'AWS', actions: '', whenBusy: '' }) : undefined;
  if (known instanceof CommandError) throw known;
}

const marks: Readonly<Record<Language, Readonly<Record<Finding['state'], string>>>> = {
  en: { good: 'ok      ', missing: 'MISSING ', spare: 'SPARE   ', unknown: '?       ' },
  ja: { good: 'OK      ', missing: '要対応  ', spare: '不要    ', unknown: '不明    ' },
};

/** A finding as it is printed, with what to do in a line of its own. */
export function describeFinding({ state, what, mend }: Finding, language: Language): string {
  return `${marks[language][state]}${what[language]}${mend === undefined ? '' : `\n        ${mend[language]}`}`;
}
