import { channelKinds, channelsWithOwnText } from '../../src/channels/kinds.ts';
import type { Language } from '../../src/commerce/words.ts';
import type { Problem } from '../../src/journey/reading/problem.ts';
import { type MessageFile, readMessageFiles } from '../messages/files.ts';
import { diffWords } from './diff-words.ts';

/**
 * The changes in the messages of a journey, a sentence each.
 * @param folders the folder statemachines/ as it was, and as it is
 */
export function diffMessages(
  [before, after]: readonly [string, string],
  journey: string,
  language: Language,
): string[] {
  const [old, now] = [filesOf(before, journey), filesOf(after, journey)];
  return [
    ...[...now].flatMap(([name, file]) => diffMessage(name, old.get(name), file, language)),
    ...[...old.keys()].filter((name) => !now.has(name)).map(diffWords[language].messages.removed),
  ];
}

/** The message files by "reminder (en)". What is wrong with them has been reported when their journey was read. */
function filesOf(statemachines: string, journey: string): ReadonlyMap<string, MessageFile> {
  const problems: Problem[] = [];
  const files = readMessageFiles(statemachines, journey, problems);
  return new Map(files.map((file) => [`${file.message} (${file.locale})`, file]));
}

function diffMessage(name: string, before: MessageFile | undefined, after: MessageFile, language: Language): string[] {
  const { messages: words } = diffWords[language];
  if (!before) return [words.added(name)];
  const [was, is] = [before.source, after.source];
  const quoted = (text: string | undefined) => (text === undefined ? words.none : words.quoted(text));
  const change = (part: string, old: string | undefined, now: string | undefined) =>
    old === now ? [] : [words.changed(words.part(name, part), quoted(old), quoted(now))];
  return [
    ...change(words.subject, was.subject.text, is.subject.text),
    ...change(words.preheader, was.preheader.text, is.preheader.text),
    ...channelsWithOwnText.flatMap((channel) =>
      change(channelKinds[channel].words[language].name, was[channel]?.text, is[channel]?.text),
    ),
    ...change(words.asks, was.asks, is.asks),
    ...(was.body.text === is.body.text ? [] : [words.textChanged(name)]),
  ];
}
