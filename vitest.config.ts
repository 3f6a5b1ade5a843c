import { defineConfig } from 'vitest/config';

const scenarios = 'tests/scenarios/**/*.test.ts';

/** Tests of code without services, files and clocks: they share one set of modules, which halves their time. */
const pure =
  'tests/{channels,commerce,engine,joins,journey,links,mistakes,model,pattern,policy,secrets,simulation,stores,stories,templates,web}/**/*.test.ts';

export default defineConfig({
  test: {
    maxWorkers: 2, // by default one core is left free
    testTimeout: 60_000,
    hookTimeout: 120_000,
    env: { CDK_VALIDATION: 'false', AWS_LAMBDA_LOG_LEVEL: 'ERROR' },
    projects: [
      { extends: true, test: { name: 'pure', include: [pure], isolate: false } },
      { extends: true, test: { name: 'parts', include: ['tests/**/*.test.ts'], exclude: [scenarios, pure] } },
      // Only these need the whole stack, so only a run that holds one of them pays for its synthesis.
      {
        extends: true,
        test: {
          name: 'whole',
          include: [scenarios],
          globalSetup: ['tests/global-setup.ts'],
          testTimeout: 120_000,
        },
      },
    ],
  },
});
