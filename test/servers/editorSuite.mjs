/** The suite of `npm run test:servers` inside VS Code. */
import path from 'node:path';
import { repoRoot } from '../harness/edition.mjs';
import { runEditorTests } from '../harness/runEditorTests.mjs';

/** @param {string} llamaServer path of the binary, which the suite starts */
export const runServerSuite = (llamaServer) =>
  runEditorTests({
    suite: path.join(repoRoot, 'out', 'test', 'editor', 'realServer.cjs'),
    extraEnv: { INKLING_LLAMA_SERVER: llamaServer },
  });
