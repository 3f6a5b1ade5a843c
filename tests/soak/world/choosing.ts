import type { FormChoices } from '../../../src/web/preferences/form.ts';

/** What somebody changes about the messages to an address. `undefined` ends a pause. */
export type Choice =
  | { readonly topic: string; readonly to: 'on' | 'off' }
  | { readonly less: boolean }
  | { readonly pausedUntil: number | undefined };

/** What a preference page shows; `nothing` of an address that its customer has no more. */
export type ShownChoices = (FormChoices & { readonly offersUndo: boolean }) | 'nothing';

/** What the page says in its hidden fields that it shows. */
export function shownIn(page: string): ShownChoices {
  if (!page.includes('name="do" value="save"')) return 'nothing';
  const fields = [...page.matchAll(/name="was-(topic|less|paused)" value="([^"]*)"/g)];
  const valuesOf = (name: string) => fields.flatMap(([, field, value = '']) => (field === name ? [value] : []));
  return {
    topics: valuesOf('topic'),
    less: valuesOf('less').length > 0,
    paused: valuesOf('paused').length > 0,
    offersUndo: page.includes('name="undo"'),
  };
}

/** The form as its reader leaves it. */
export function withChoice(shown: FormChoices, choice: Choice): FormChoices {
  if ('less' in choice) return { ...shown, less: choice.less };
  if ('pausedUntil' in choice) return { ...shown, paused: choice.pausedUntil !== undefined };
  const others = shown.topics.filter((topic) => topic !== choice.topic);
  return { ...shown, topics: choice.to === 'on' ? [...others, choice.topic] : others };
}

/** Whether a page says that the choice which was saved is made: it can be taken back, or is shown. */
export function isSaved(shown: ShownChoices, choice: Choice): boolean {
  return shown !== 'nothing' && (shown.offersUndo || isChosen(shown, choice));
}

/** Whether a page shows what was chosen. */
export function isChosen(shown: ShownChoices, choice: Choice): boolean {
  if (shown === 'nothing') return false;
  if ('less' in choice) return shown.less === choice.less;
  if ('pausedUntil' in choice) return shown.paused === (choice.pausedUntil !== undefined);
  return shown.topics.includes(choice.topic) === (choice.to === 'on');
}
