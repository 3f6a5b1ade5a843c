import { sampleContext } from '../../build/messages/sample.ts';
import type { Artefacts } from '../../infra/artefacts.ts';
import type { MessageContext } from '../../src/templates/context.ts';
import { createRenderer, type Messages, type Renderer } from '../../src/templates/render.ts';
import { median, type Report } from './report.ts';

interface Rendering {
  readonly journey: string;
  readonly message: string;
  readonly locale: string;
  readonly context: MessageContext;
}

/** How long a message takes to render when its templates are parsed once, beside parsing them every time. */
export function reportRender({ catalogue }: Artefacts): Report {
  const messages = Object.fromEntries(
    Object.entries(catalogue.journeys).map(([name, { messages }]) => [name, messages]),
  );
  const renderings = everyMessage(messages, catalogue.settings);
  const kept = createRenderer(messages);
  const groups = Map.groupBy(renderings, ({ journey, message }) => `${journey}/${message}`);
  return {
    title: 'render',
    about: 'One e-mail and its text, mean of its languages. Baseline: the templates parsed anew for each message.',
    figures: [...groups].map(([what, group]) => {
      const once = timeOf(group, () => kept, 200);
      const anew = timeOf(group, () => createRenderer(messages), 30);
      return { what, measured: `${once.toFixed(0)} µs`, baseline: `${anew.toFixed(0)} µs`, ratio: once / anew };
    }),
  };
}

function everyMessage(messages: Messages, settings: Artefacts['catalogue']['settings']): Rendering[] {
  return Object.entries(messages).flatMap(([journey, named]) =>
    Object.entries(named).flatMap(([message, { locales }]) =>
      Object.keys(locales).map((locale) => ({ journey, message, locale, context: sampleContext(settings, locale) })),
    ),
  );
}

/** Microseconds for one message: the median of ten rounds, the first of which does not count. */
function timeOf(renderings: readonly Rendering[], renderer: () => Renderer, times: number): number {
  const rounds = Array.from({ length: 11 }, () => {
    const start = performance.now();
    for (let time = 0; time < times; time += 1) {
      for (const { journey, message, locale, context } of renderings) renderer()(journey, message, locale, context);
    }
    return ((performance.now() - start) * 1000) / times / renderings.length;
  });
  return median(rounds.slice(1));
}
