import { isCounted, type Message } from '../model/message.ts';
import type { Records } from './records.ts';

/** The results of one of several messages of a step. */
export interface VariantFigures {
  /** Journey and step: "welcome · greeting". */
  readonly step: string;
  readonly message: string;
  readonly intended: number;
  readonly sent: number;
  /** Left out where openings are not tracked. */
  readonly opened?: number;
  readonly clicked: number;
}

/** The figures of every variant of the steps that chose among several messages, by step and name. */
export function variantFigures({ messages }: Pick<Records, 'messages'>): VariantFigures[] {
  const bySteps = Map.groupBy(messages.filter(isCounted), ({ journey, step }) => `${journey} · ${step}`);
  return [...bySteps].sort().flatMap(([step, lines]) => figuresOf(step, lines));
}

function figuresOf(step: string, lines: readonly Message[]): VariantFigures[] {
  const names = [...new Set(lines.flatMap(({ message }) => message ?? []))].sort();
  if (names.length < 2) return [];
  return names.map((name) => {
    const mine = lines.filter(({ message }) => message === name);
    const heard = (kind: 'opened' | 'clicked') => mine.filter(({ feedback }) => feedback?.[kind] !== undefined).length;
    const sent = mine.filter(({ outcome }) => outcome === 'sent');
    return {
      step,
      message: name,
      intended: mine.length,
      sent: sent.length,
      ...(sent.some(({ tracksOpens }) => tracksOpens) && { opened: heard('opened') }),
      clicked: heard('clicked'),
    };
  });
}
