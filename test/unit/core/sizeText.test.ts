import { expect, test } from 'vitest';
import { sizeText } from '../../../src/core/sizeText.js';

test.each([
  [0, '0.0 kB'],
  [7_055_659, '7.1 MB'],
  [9_960_000, '10 MB'],
  [638_900_000, '639 MB'],
  [999_600_000, '1.0 GB'],
  [1.58e9, '1.6 GB'],
])('%d bytes are %s', (bytes, text) => expect(sizeText(bytes)).toBe(text));
