import { defineConfig } from 'vitest/config';
import { pureTests, testsThatReplaceClients } from './tests/fixtures/projects.ts';

const scenarios = 'tests/scenarios/**/*.test.ts';

export default defineConfig({
  test: {
    maxWorkers: 2, // by default one core is left free
    testTimeout: 60_000,
    hookTimeout: 120_000,
    env: { CDK_VALIDATION: 'false', AWS_LAMBDA_LOG_LEVEL: 'ERROR' },
    projects: [
      {
        extends: true,
        test: { name: 'pure', include: [pureTests], exclude: testsThatReplaceClients, isolate: false },
      },
      {
        extends: true,
        test: {
          name: 'parts',
          include: ['tests/**/*.test.ts'],
          exclude: [scenarios, pureTests, ...testsThatReplaceClients],
          isolate: false,
        },
      },
      { extends: true, test: { name: 'clients', include: testsThatReplaceClients } },
      // Only these need the whole stack, so only a run that holds one of them pays for its synthesis.
      {
        extends: true,
        test: {
          name: 'whole',
          include: [scenarios],
          isolate: false,
          globalSetup: ['tests/global-setup.ts'],
          testTimeout: 120_000,
        },
      },
    ],
  },
});
