import path from 'node:path';
import { defineConfig } from 'vitest/config';

const setupFiles = ['test/support/seed.ts'];

export default defineConfig({
  test: {
    projects: [
      // Property tests take their time on a busy machine, and timings decide nothing.
      {
        // The editor's API is there only inside the editor.
        resolve: { alias: { vscode: path.resolve('test/unit/support/fakeVscode.ts') } },
        test: { name: 'unit', setupFiles, include: ['test/unit/**/*.test.ts'], testTimeout: 60_000 },
      },
      // The engine's tests share two cores with the engine: one file at a time.
      {
        test: {
          name: 'engine',
          setupFiles,
          include: ['test/engine/**/*.test.ts'],
          fileParallelism: false,
          // On a busy machine a model loads in 10 s. After a timeout the test still uses the model that its file shares,
          // and so fails those after it.
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      },
      // By `npm run test:arm64` and its like only: they need a machine of that platform, or an emulator.
      {
        test: {
          name: 'platforms',
          setupFiles,
          include: ['test/platforms/suite/**/*.test.ts'],
          fileParallelism: false,
          // Emulated, a model loads in 20 s on a quiet machine.
          testTimeout: 400_000,
          hookTimeout: 400_000,
        },
      },
      // By `npm run test:servers` only: they need a llama-server.
      {
        test: {
          name: 'servers',
          setupFiles,
          include: ['test/servers/real/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
