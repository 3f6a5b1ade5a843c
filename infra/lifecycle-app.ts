import { readFileSync } from 'node:fs';
import { App, type AppProps, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import type { Artefacts } from './artefacts.ts';
import { LifecycleStack } from './lifecycle-stack.ts';
import type { StageTarget } from './place-settings.ts';
import { defaultStage, type StageSettings, settingsOf, stages } from './settings.ts';

export interface LifecycleAppProps {
  /** The directory of the cloud assembly. */
  readonly outdir: string;
  /** Overrides cdk.json's context, as `-c` does: `{ stage: 'prod' }`. */
  readonly context?: Readonly<Record<string, unknown>>;
  readonly stages?: typeof stages;
  /** Where a stage goes that names no account or Region; as the environment says, unless a test says it. */
  readonly here?: StageTarget;
  /** What the assembly goes without, for one that nobody deploys. */
  readonly leaner?: Pick<AppProps, 'treeMetadata' | 'stackTraces' | 'postCliContext'>;
}

/** A CDK app before it has its stack, and the stage that it is for. */
export interface OpenApp {
  readonly app: App;
  readonly stage: string;
  readonly settings: StageSettings;
}

/** The CDK app: one stage, one stack, checked by cdk-nag at synthesis. @throws SettingsError as {@link openApp} does */
export function lifecycleApp(artefacts: Artefacts, props: LifecycleAppProps): App {
  return addStack(openApp(props), artefacts);
}

/**
 * The app without its stack, which takes long to prepare: what is wrong with the settings is said before. Feature flags
 * come from cdk.json, whether or not the CDK CLI passes them on.
 * @throws SettingsError when the context names a stage that infra/settings.ts does not have, or one that is set up wrongly
 */
export function openApp(props: LifecycleAppProps): OpenApp {
  const app = new App({
    outdir: props.outdir,
    context: { ...contextOfCdkJson(), ...props.context },
    analyticsReporting: false,
    ...props.leaner,
  });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
  const stage = String(app.node.tryGetContext('stage') ?? defaultStage);
  return { app, stage, settings: settingsOf(stage, props.stages ?? stages, props.here) };
}

/** Gives the app its stack. */
export function addStack({ app, stage, settings }: OpenApp, artefacts: Artefacts): App {
  new LifecycleStack(app, stage === defaultStage ? 'Aftercart' : `Aftercart-${stage}`, { stage, settings, artefacts });
  return app;
}

function contextOfCdkJson(): Record<string, unknown> {
  const { context } = JSON.parse(readFileSync(new URL('../cdk.json', import.meta.url), 'utf8'));
  return context;
}
