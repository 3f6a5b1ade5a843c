import { readFileSync } from 'node:fs';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import type { Artefacts } from './artefacts.ts';
import { LifecycleStack } from './lifecycle-stack.ts';
import { defaultStage, settingsOf, stages } from './settings.ts';

export interface LifecycleAppProps {
  /** Where the cloud assembly goes. */
  readonly outdir: string;
  /** Overrides cdk.json's context, as `-c` does: `{ stage: 'prod' }`. */
  readonly context?: Readonly<Record<string, unknown>>;
  readonly stages?: typeof stages;
}

/**
 * The CDK app: one stage, one stack, checked by cdk-nag at synthesis. Feature flags come from cdk.json,
 * whether or not the CDK CLI passes them on.
 * @throws Error when the context names a stage that infra/settings.ts does not have
 */
export function lifecycleApp(artefacts: Artefacts, props: LifecycleAppProps): App {
  const app = new App({
    outdir: props.outdir,
    context: { ...contextOfCdkJson(), ...props.context },
    analyticsReporting: false,
  });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
  const stage = String(app.node.tryGetContext('stage') ?? defaultStage);
  const settings = settingsOf(stage, props.stages ?? stages);
  new LifecycleStack(app, stage === defaultStage ? 'Aftercart' : `Aftercart-${stage}`, { stage, settings, artefacts });
  return app;
}

function contextOfCdkJson(): Record<string, unknown> {
  const { context } = JSON.parse(readFileSync(new URL('../cdk.json', import.meta.url), 'utf8'));
  return context;
}
