/**
 * Writes the SHA-256 and size of each file that a load of a model reads into `checksums.json` in its folder. Inkling checks
 * the files against that list after the load; a folder without one is not checked.
 *
 *   node scripts/checksums.mjs [FOLDER]     `model`, unless another folder is given
 *
 * Run it whenever a file of the embedded model has changed.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { repoRoot } from '../test/harness/edition.mjs';

const read = ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'generation_config.json'];
const fitted = ['confidence.json', 'mixture.json'];

const folder = process.argv[2] ?? path.join(repoRoot, 'model');
const graphs = readdirSync(path.join(folder, 'onnx')).map((name) => `onnx/${name}`);
const files = [...read, ...fitted, ...graphs.sort()]
  .filter((name) => existsSync(path.join(folder, name)))
  .map((name) => {
    const bytes = readFileSync(path.join(folder, name));
    const hex = createHash('sha256').update(bytes).digest('hex');
    return { path: name, size: bytes.length, checksum: { kind: 'sha256', hex } };
  });
writeFileSync(path.join(folder, 'checksums.json'), `${JSON.stringify({ files }, null, 2)}\n`);
