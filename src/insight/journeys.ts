import { isCounted, type Message } from '../model/message.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Run } from '../model/run.ts';
import type { Records } from './records.ts';
import { tally } from './tally.ts';

/** The outcomes of one journey's runs and messages. */
export interface JourneyFigures {
  readonly journey: string;
  readonly runs: number;
  readonly completed: number;
  /** Ended by an event before the last step. */
  readonly endedEarly: number;
  readonly left: number;
  readonly refused: number;
  readonly underWay: number;
  readonly messages: Readonly<Record<Outcome, number>>;
}

/** The figures of every journey that has runs, the one with the most runs first. */
export function journeyFigures({ runs, messages }: Pick<Records, 'runs' | 'messages'>): JourneyFigures[] {
  return journeysOf(runs).map((journey) =>
    figuresOf(
      journey,
      runs.filter((run) => run.journey === journey),
      messages.filter((message) => message.journey === journey && isCounted(message)),
    ),
  );
}

/** The journeys that have runs, the one with the most first. */
export function journeysOf(runs: readonly Run[]): string[] {
  return tally(runs.map(({ journey }) => journey)).map(([journey]) => journey);
}

function figuresOf(journey: string, runs: readonly Run[], messages: readonly Message[]): JourneyFigures {
  const ended = (why: string) => runs.filter((run) => run.ended?.why === why).length;
  const outcome = (name: Outcome) => messages.filter((message) => message.outcome === name).length;
  return {
    journey,
    runs: runs.length,
    completed: ended('completed'),
    endedEarly: ended('event'),
    left: ended('left'),
    refused: ended('refused'),
    underWay: runs.filter((run) => run.ended === undefined).length,
    messages: {
      sent: outcome('sent'),
      held: outcome('held'),
      skipped: outcome('skipped'),
      unknown: outcome('unknown'),
    },
  };
}
