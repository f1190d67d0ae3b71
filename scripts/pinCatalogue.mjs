/**
 * Asks the hub which commit each model of the catalogue has now, and for the checksums of its files there.
 *
 *   node scripts/pinCatalogue.mjs [--server ADDRESS]                       prints them
 *   node scripts/pinCatalogue.mjs [--server ADDRESS] --write src/models/pins.json   keeps them
 *
 * Needs the network. Look at the change before you commit it: it decides what users download.
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { repoRoot } from '../test/harness/edition.mjs';
import { orExit } from '../test/harness/errors.mjs';
import { ensureProjectInstalled } from '../test/harness/install.mjs';

await orExit(ensureProjectInstalled({ say: console.error }));
const { build } = await import('esbuild');
const outfile = path.join(repoRoot, 'out', 'pinCatalogue.cjs');
const entry = path.join(repoRoot, 'src', 'cli', 'pinCatalogue.ts');
await build({ entryPoints: [entry], outfile, bundle: true, platform: 'node', target: 'node20', format: 'cjs' });
const run = spawnSync(process.execPath, [outfile, ...process.argv.slice(2)], { stdio: 'inherit' });
process.exitCode = run.status ?? 1;
