import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { unfitted } from '../../../src/core/suggest/confidence/parameters.js';
import { confidenceFileOf, fittedConfidenceOf } from '../../../src/server/fittedConfidence.js';

describe('fittedConfidenceOf', () => {
  const folder = mkdtempSync(join(tmpdir(), 'inkling-confidence-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const write = (model: string, text: string): void => writeFileSync(join(folder, confidenceFileOf(model)), text);

  it('reads the parameters of a model, whatever characters its name has', () => {
    write('Qwen/Qwen2.5-Coder:7b', JSON.stringify(unfitted));
    expect(fittedConfidenceOf(folder, 'Qwen/Qwen2.5-Coder:7b')).toEqual(unfitted);
  });

  it('returns nothing for a model without a file, and for a file that is not valid', () => {
    write('broken', '{');
    write('other', JSON.stringify({ ...unfitted, version: 2 }));
    for (const model of ['none', 'broken', 'other']) expect(fittedConfidenceOf(folder, model)).toBeUndefined();
  });
});

describe('confidenceFileOf', () => {
  it('names no path', () => {
    expect(confidenceFileOf('../../etc/passwd\0')).toBe('.._.._etc_passwd_.confidence.json');
  });
});
