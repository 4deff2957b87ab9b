/** One test run for everything: processes rather than threads, because sharp's native state is per process. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/build-worker.ts'],
    setupFiles: ['test/seed.ts'],
    pool: 'forks',
    reporters: ['default'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    restoreMocks: true,
    unstubEnvs: true,
  },
});
