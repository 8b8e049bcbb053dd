import { defineConfig } from 'vitest/config';

const database = 'src/**/*.db.test.{ts,tsx}';

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: { name: 'pure', include: ['src/**/*.test.{ts,tsx}'], exclude: [database] },
      },
      {
        extends: true,
        test: {
          name: 'db',
          include: [database],
          globalSetup: ['src/engines/testing/global-setup.ts'],
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'journeys',
          include: ['tests/**/*.journey.{ts,tsx}'],
          globalSetup: ['tests/kit/global-setup.ts'],
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
