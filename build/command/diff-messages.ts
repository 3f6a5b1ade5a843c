import { channelKinds, channelsWithOwnText } from '../../src/channels/kinds.ts';
import type { Problem } from '../../src/journey/reading/problem.ts';
import { type MessageFile, readMessageFiles } from '../messages/files.ts';

/**
 * The changes in the messages of a journey, a sentence each.
 * @param before the folder statemachines/ as it was
 * @param after the same as it is
 */
export function diffMessages(before: string, after: string, journey: string): string[] {
  const [old, now] = [filesOf(before, journey), filesOf(after, journey)];
  return [
    ...[...now].flatMap(([name, file]) => diffMessage(name, old.get(name), file)),
    ...[...old.keys()].filter((name) => !now.has(name)).map(goneMessage),
  ];
}

/** The message files by "reminder (en)". What is wrong with them has been reported when their journey was read. */
function filesOf(statemachines: string, journey: string): ReadonlyMap<string, MessageFile> {
  const problems: Problem[] = [];
  const files = readMessageFiles(statemachines, journey, problems);
  return new Map(files.map((file) => [`${file.message} (${file.locale})`, file]));
}

function diffMessage(name: string, before: MessageFile | undefined, after: MessageFile): string[] {
  if (!before) return [`new text: ${name}`];
  const [was, is] = [before.source, after.source];
  return [
    ...change(`${name}, subject`, was.subject.text, is.subject.text),
    ...change(`${name}, preheader`, was.preheader.text, is.preheader.text),
    ...channelsWithOwnText.flatMap((channel) =>
      change(`${name}, ${channelKinds[channel].words.en.name}`, was[channel]?.text, is[channel]?.text),
    ),
    ...change(`${name}, asks`, was.asks, is.asks),
    ...(was.body.text === is.body.text ? [] : [`${name}: the text changed`]),
  ];
}

function change(name: string, before: string | undefined, after: string | undefined): string[] {
  return before === after ? [] : [`${name}: ${quoted(before)} → ${quoted(after)}`];
}

function quoted(text: string | undefined): string {
  return text === undefined ? 'none' : `“${text}”`;
}

function goneMessage(name: string): string {
  return `text removed: ${name}. Runs that still have to send it will fail: keep the file until they are through`;
}
