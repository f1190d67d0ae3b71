/** The extension as a browser gets it, with a suite for its extension host inside. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stageWebExtension } from '../../scripts/package/stage.mjs';
import { temporaryDir } from './temporary.mjs';

/**
 * Lays out the extension in a temporary folder. VS Code runs a suite in the host of the extension that contains it, and
 * takes `main` where a manifest has both entries and there is a Node.
 * @param {string} suite a bundle
 * @param {Record<string, string>} env the suite's `process.env`: it has no other
 */
export function stageForWeb(suite, env) {
  const { dir, dispose } = temporaryDir('inkling-web-');
  stageWebExtension(dir);
  const testsPath = path.join(dir, 'test', 'suite.js');
  mkdirSync(path.dirname(testsPath));
  writeFileSync(testsPath, `const testEnvironment = ${JSON.stringify(env)};\n${readFileSync(suite, 'utf8')}`);
  return { extensionDir: dir, testsPath, dispose };
}
