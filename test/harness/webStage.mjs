/** The extension as a browser gets it, with a suite for its extension host inside. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
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

export async function stageWebExtension(/** @type {string} */ dir) {
  writeFileSync(
    path.join(dir, 'package.json'),
    JSON.stringify({
      name: 'inkling',
      publisher: 'inkling',
      version: '0.0.1',
      engines: { vscode: '^1.89.0' },
      browser: './ext.js',
      activationEvents: ['*'],
      contributes: {},
    }),
  );
  writeFileSync(
    path.join(dir, 'ext.js'),
    `const vscode=require('vscode');exports.activate=()=>{console.log('ACTIVATED',typeof process, typeof importScripts);vscode.languages.registerInlineCompletionItemProvider({ pattern: '**' }, { provideInlineCompletionItems: () => [new vscode.InlineCompletionItem(' ghost from the web worker')] });const s=vscode.window.createStatusBarItem('inkling.status');s.text='Inkling';s.show();}`,
  );
}
