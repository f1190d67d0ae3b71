import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseChecksumList } from '../../../src/models/checksumList.js';

const readByLoad = [
  ...[
    'config.json',
    'tokenizer.json',
    'tokenizer_config.json',
    'generation_config.json',
    'confidence.json',
    'mixture.json',
  ],
  ...readdirSync('model/onnx').map((name) => `onnx/${name}`),
].filter((path) => existsSync(`model/${path}`));

test('lists the checksums of the embedded model as they are', () => {
  const text = readFileSync('model/checksums.json', 'utf8');
  const files = readByLoad.map((path) => {
    const bytes = readFileSync(`model/${path}`);
    const hex = createHash('sha256').update(bytes).digest('hex');
    return { path, size: bytes.length, checksum: { kind: 'sha256', hex } };
  });
  const message = 'A file of the embedded model has changed. Run: node scripts/checksums.mjs';
  expect(JSON.parse(text), message).toEqual({ files });
  expect(parseChecksumList(JSON.parse(text))).toHaveLength(readByLoad.length);
});
