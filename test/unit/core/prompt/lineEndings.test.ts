import { expect, it } from 'vitest';
import { normalize } from '../../../../src/core/prompt/lineEndings.js';

it.each([
  ['a\r\nb\r\n', 'a\nb\n'],
  ['a\rb', 'a\nb'],
  ['a\r\r\nb', 'a\n\nb'],
  ['a\n\rb', 'a\n\nb'],
  ['\uFEFFa\r\n', 'a\n'],
  ['\uFEFF\uFEFFa', '\uFEFFa'],
  ['a\uFEFF', 'a\uFEFF'],
  ['a\nb\u2028c', 'a\nb\u2028c'],
  ['', ''],
])('normalize converts %j to %j', (text, normal) => {
  expect(normalize(text)).toBe(normal);
});
