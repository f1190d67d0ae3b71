/** The extension as a browser gets it, with a suite for its extension host inside. */
import { cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { repoRoot } from './edition.mjs';
import { temporaryDir } from './temporary.mjs';

/**
 * Lays out the extension in a temporary folder. VS Code runs a suite in the host of the extension that contains it, and
 * takes `main` where a manifest has both entries and there is a Node.
 * @param {string} suite a bundle
 * @param {Record<string, string>} env the suite's `process.env`: it has no other
 */
export async function stageForWeb(suite, env) {
  const { dir, dispose } = temporaryDir('inkling-web-');
  await stageWebExtension(dir);
  const testsPath = path.join(dir, 'test', 'suite.js');
  mkdirSync(path.dirname(testsPath));
  writeFileSync(testsPath, `const testEnvironment = ${JSON.stringify(env)};\n${readFileSync(suite, 'utf8')}`);
  return { extensionDir: dir, testsPath, dispose };
}

/** Fills a folder with what a browser needs of the build in `dist`, and a manifest whose only entry is the browser's. */
export async function stageWebExtension(/** @type {string} */ dir) {
  const manifest = JSON.parse(readFileSync(path.join(repoRoot, 'package.json'), 'utf8'));
  delete manifest.main;
  const texts = readdirSync(repoRoot).filter((name) => /^package\.nls.*\.json$/.test(name));
  for (const name of ['dist', 'l10n', 'media', 'model', ...texts]) {
    cpSync(path.join(repoRoot, name), path.join(dir, name), { recursive: true });
  }
  writeFileSync(path.join(dir, 'package.json'), JSON.stringify(manifest));
}
