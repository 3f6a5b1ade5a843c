import { UsageError } from '../command/command.ts';

/**
 * Refuses a stage that npm has kept for itself: without the two dashes `npm run deploy --stage prod` hands no option on, and
 * another stage than the one that was named would be meant.
 * @param environment the variables that npm sets from the options that it kept
 * @throws UsageError
 */
export function refuseSwallowedStage(environment: NodeJS.ProcessEnv): void {
  const [, inContext] = /^stage=(.*)$/s.exec(environment.npm_config_call ?? '') ?? []; // to npm, -c is --call
  const stage = environment.npm_config_stage ?? inContext;
  if (stage === undefined) return;
  const call = `npm run ${environment.npm_lifecycle_event ?? 'COMMAND'}`;
  const name = ['', 'true'].includes(stage) ? 'STAGE' : stage; // npm may keep the option and hand on its value as a word
  throw new UsageError(`npm took the option --stage for itself: write ${call} -- --stage ${name}.`);
}
