import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'] } },
      // The engine's tests share two cores with the engine: one file at a time.
      { test: { name: 'engine', include: ['test/engine/**/*.test.ts'], fileParallelism: false, testTimeout: 60_000 } },
    ],
  },
});
