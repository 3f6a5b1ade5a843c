import { sampleContext } from '../../build/messages/sample.ts';
import type { Artefacts } from '../../infra/artefacts.ts';
import type { MessageContext } from '../../src/templates/context.ts';
import { createRenderer, type MessageCatalogue, type Renderer } from '../../src/templates/render.ts';
import { cpuNow } from './cpu-of.ts';
import { median, type Report } from './report.ts';

interface Rendering {
  readonly journey: string;
  readonly message: string;
  readonly locale: string;
  readonly context: MessageContext;
}

/** How long all messages take to render when their templates are parsed once, beside parsing them every time. */
export function reportRender({ catalogue }: Artefacts): Report {
  const messages = Object.fromEntries(
    Object.entries(catalogue.journeys).map(([name, { messages }]) => [name, messages]),
  );
  const renderings = everyMessage(messages, catalogue.settings);
  const kept = createRenderer(messages);
  const pairs = Array.from({ length: rounds + 1 }, () => [
    timeOf(renderings, () => kept),
    timeOf(renderings, () => createRenderer(messages)),
  ]).slice(1); // the first round warms up
  const [once, anew] = [0, 1].map((which) => median(pairs.map((pair) => pair[which] ?? Number.NaN)));
  return {
    title: 'render',
    about: `One e-mail and its text: the mean of ${renderings.length} messages and languages, the middle of ${rounds} rounds.
Baseline: the templates parsed anew for each message.`,
    figures: [
      {
        what: 'CPU a message',
        measured: `${once?.toFixed(0)} µs`,
        baseline: `${anew?.toFixed(0)} µs`,
        ratio: median(pairs.map(([one = Number.NaN, other = Number.NaN]) => one / other)),
      },
    ],
  };
}

const rounds = 9;

function everyMessage(messages: MessageCatalogue, settings: Artefacts['catalogue']['settings']): Rendering[] {
  return Object.entries(messages).flatMap(([journey, named]) =>
    Object.entries(named).flatMap(([message, { locales }]) =>
      Object.keys(locales).map((locale) => ({ journey, message, locale, context: sampleContext(settings, locale) })),
    ),
  );
}

/** Microseconds of CPU for one message, each rendered once. */
function timeOf(renderings: readonly Rendering[], renderer: () => Renderer): number {
  const before = cpuNow();
  for (const { journey, message, locale, context } of renderings) renderer()(journey, message, locale, context);
  return ((cpuNow() - before) * 1000) / renderings.length;
}
