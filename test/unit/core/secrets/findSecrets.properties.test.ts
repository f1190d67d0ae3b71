import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRng } from '../../../../src/core/sampling/rng.js';
import { findSecrets, partsWithoutSecrets } from '../../../../src/core/secrets/findSecrets.js';
import { fakeSecrets, randomText, type Alphabet } from '../../support/fakeSecrets.js';

const seed = fc.integer({ min: 1, max: 1e6 });
const words = ['const', 'password', 'token:', '=', '"', "'", '\n', ' ', 'AKIA', 'eyJ', '-----BEGIN PRIVATE KEY-----', '://', 'a:b@c', 'Zx9', '/']; // prettier-ignore
const code = fc.array(fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 12 })), { maxLength: 40 });

describe('findSecrets in any text', () => {
  it('finds credentials whatever is around them', () => {
    const names = Object.keys(fakeSecrets(1));
    fc.assert(
      fc.property(seed, fc.constantFrom(...names), code, code, (seed, name, before, after) => {
        const secret = fakeSecrets(seed)[name]!;
        // One may be taken for words; the rates are tested below.
        fc.pre(findSecrets(` ${secret} `).length > 0);
        const text = `${before.join('')}\n const x = "${secret}";\n${after.join('')}`;
        expect(partsWithoutSecrets(text).join('•')).not.toContain(secret);
      }),
      { numRuns: 2000 },
    );
  });

  it('returns ascending, separate spans inside the text; partsWithoutSecrets returns the rest', () => {
    fc.assert(
      fc.property(code, seed, (parts, seed) => {
        const text = [...parts, ...Object.values(fakeSecrets(seed))].sort().join(' ');
        let last = -1;
        for (const { from, to } of findSecrets(text)) {
          expect(from).toBeGreaterThan(last);
          expect(to).toBeGreaterThan(from);
          last = to;
        }
        expect(last).toBeLessThanOrEqual(text.length);
        const left = partsWithoutSecrets(text).reduce((sum, { length }) => sum + length, 0);
        const hidden = findSecrets(text).reduce((sum, { from, to }) => sum + to - from, 0);
        expect(left + hidden).toBe(text.length);
      }),
      { numRuns: 300 },
    );
  });

  it.each<[Alphabet, number, number]>([
    ['hex', 20, 0.03],
    ['hex', 32, 0.005],
    ['base32', 32, 0.003],
    ['base36', 24, 0.005],
    ['base64', 20, 0.05],
    ['base64', 32, 0.01],
    ['base64', 40, 0.003],
    ['base62', 64, 0.001],
  ])('misses credentials of %s and %i random characters less often than %f', (alphabet, length, maxMissed) => {
    const rng = seededRng(1);
    const missed = Array.from({ length: 5000 }, () => randomText(rng, alphabet, length)).filter((key) =>
      partsWithoutSecrets(`x = '${key}'`).some(
        (part) => part.includes(key.slice(0, 12)) || part.includes(key.slice(-12)),
      ),
    );
    expect(missed.length / 5000).toBeLessThanOrEqual(maxMissed);
  });
});

/** The program's own sources: code without any credential. */
function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
}

it('findSecrets finds none in this program', () => {
  const texts = sources(join(__dirname, '../../../../src'));
  expect(texts.length).toBeGreaterThan(300);
  expect(texts.flatMap((text) => findSecrets(text).map(({ from, to }) => text.slice(from, to)))).toEqual([]);
});

it.each([
  'pwd=',
  'pwd=aaaaa!a',
  'token="',
  'password>aaaa',
  'eyJ',
  'eyJaaaaaaaaaa.',
  'sk-',
  'ghp_',
  '://a:',
  'a/',
  'aZ9q/',
  '-----BEGIN PRIVATE KEY-----',
  '-----BEGIN PRIVATE KEY-----\n',
  '-----BEGIN PRIVATE KEY-----\nabc\n',
  'Bearer ',
  'SG.aaaaaaaaaaaaaaaaaaaa',
  '1234567890:AA',
  '/api/webhooks/1',
  'a',
  'password ',
  '=',
])('findSecrets is fast on a million characters of %j', (unit) => {
  const text = unit.repeat(Math.ceil(1e6 / unit.length));
  expect(findSecrets(text).length).toBeGreaterThanOrEqual(0);
});
