import { afterEach, describe, expect, it, vi } from 'vitest';
import { main } from '../../build/cdk-command.ts';

/** What a command line runs, says and ends with. */
function typed(...args: string[]) {
  const said: string[] = [];
  let ran: string | undefined;
  const shell = { root: '', print: (text: string) => said.push(text), printError: (text: string) => said.push(text) };
  const code = main(args, shell, (cdk) => {
    ran = cdk.join(' ');
    return 0;
  });
  return { code, said: said.join('\n'), ran };
}

afterEach(() => vi.unstubAllEnvs());

describe('npm run synth, diff, deploy and destroy', () => {
  it.each([
    [['synth'], 'synth --quiet'],
    [['synth', '--stage', 'prod'], 'synth --quiet --context stage=prod'],
    [['diff', '--stage=prod'], 'diff --context stage=prod'],
    [['deploy', '-c', 'stage=prod', '--profile', 'shop'], 'deploy --context stage=prod --profile shop'],
    [['deploy', '-cstage=prod', '--stage', 'prod'], 'deploy --context stage=prod'],
    [['deploy', '--context=stage=prod', '-c', 'colour=red'], 'deploy --context stage=prod --context colour=red'],
    [['deploy', 'Aftercart-prod', '--stage=prod'], 'deploy --context stage=prod Aftercart-prod'],
    [['destroy', '--force', '--staging=false'], 'destroy --force --staging=false'],
  ])('%j runs cdk %s', (args, ran) => {
    expect(typed(...args)).toEqual({ code: 0, said: '', ran });
  });

  it.each([
    [['deploy', '--stage', 'prd'], 'There is no stage "prd" in infra/settings.ts: did you mean "prod"?'],
    [['deploy', '--stage'], 'There is no stage ""'],
    [['deploy', '--stage', 'prod', '-c', 'stage=dev'], 'The command line names two stages, prod and dev: name one.'],
    [['deploy', '--stagee', 'prod'], 'Unknown option --stagee: write --stage STAGE.'],
    [['deploy', '-s', 'prod'], 'Unknown option -s: write --stage STAGE.'],
    [['synth', 'prod'], '"prod" is unexpected: write --stage prod.'],
    [['deploy', '--stage=dev', 'prod'], '"prod" is unexpected: write --stage prod.'],
    [['diff', 'prd'], '"prd" is unexpected: a stage is named by --stage STAGE.'],
    [['bootstrap'], '"bootstrap" is not one of synth, diff, deploy, destroy.'],
  ])('%j runs nothing', (args, message) => {
    expect(typed(...args)).toEqual({ code: 2, said: expect.stringContaining(message), ran: undefined });
  });

  it.each([
    [{ npm_config_stage: 'prod' }, '--stage', '--stage prod'], // npm run deploy --stage=prod
    [{ npm_config_stage: 'true' }, '--stage', '--stage STAGE'], // npm run deploy --stage prod
    [{ npm_config_call: 'stage=prod' }, '-c', '-c stage=prod'], // npm run deploy -c stage=prod
    [{ npm_config_stage: 'prod', npm_config_force: 'true' }, '--stage and --force', '--stage prod --force'],
  ])('run nothing when npm has taken options for itself: %j', (variables, names, line) => {
    for (const [name, value] of Object.entries({ ...variables, npm_lifecycle_event: 'deploy' }))
      vi.stubEnv(name, value);
    const message = `npm took ${names} for itself. Write two dashes before it: npm run deploy -- ${line}`;
    expect(typed('deploy')).toEqual({ code: 2, said: message, ran: undefined });
  });

  it('says what it takes', () => {
    expect(typed('deploy', '--help')).toMatchObject({ code: 0, said: expect.stringContaining('--stage STAGE') });
  });
});
