import { expect, test } from 'vitest';
import { fileUrl, pageUrl, parseMirror } from '../../../src/models/mirror.js';

test.each([
  ['', 'https://huggingface.co/a/b/resolve/main/onnx/model.onnx'],
  ['https://huggingface.co', 'https://huggingface.co/a/b/resolve/main/onnx/model.onnx'],
  [' https://mirror.test/hub/ ', 'https://mirror.test/hub/a/b/resolve/main/onnx/model.onnx'],
  ['http://10.0.0.1:8080/x?y#z', 'http://10.0.0.1:8080/x/a/b/resolve/main/onnx/model.onnx'],
])('finds a file of the mirror %j at %s', (mirror, url) => {
  expect(fileUrl(parseMirror(mirror), 'a/b', 'main', 'onnx/model.onnx').href).toBe(url);
});

test('escapes a revision into one part of the address', () => {
  expect(fileUrl(parseMirror('https://hub.test'), 'a/b', 'refs/pr/1', 'c.json').pathname).toBe(
    '/a/b/resolve/refs%2Fpr%2F1/c.json',
  );
});

test('links to the page of a model', () => {
  expect(pageUrl(parseMirror('https://hub.test/'), 'a/b').href).toBe('https://hub.test/a/b');
});
