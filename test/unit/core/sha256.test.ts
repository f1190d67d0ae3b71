import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { sha256 } from '../../../src/core/sha256.js';

const byNode = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

test('gives the digests of the standard', () => {
  // The examples of FIPS 180-2, appendix B.
  expect(hex(sha256(Buffer.from('abc')))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(hex(sha256(Buffer.from('abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq')))).toBe(
    '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
  );
});

test('gives the digest of Node for each length around one and two blocks', () => {
  for (let length = 0; length < 140; length++) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 31) & 0xff);
    expect(hex(sha256(bytes))).toBe(byNode(bytes));
  }
});

test('gives the digest of Node for a part of a buffer', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 4, maxLength: 1000 }), (bytes) => {
      const part = bytes.subarray(3);
      expect(hex(sha256(part))).toBe(byNode(part));
    }),
  );
});
