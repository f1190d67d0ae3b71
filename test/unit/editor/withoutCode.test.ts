import { describe, expect, it } from 'vitest';
import { withoutCode } from '../../../src/editor/report/withoutCode.js';

describe('a problem without code', () => {
  it.each([
    ['The model folder /home/me/models/large cannot be read.', 'The model folder (path) cannot be read.'],
    ['The folder C:\\Users\\me\\models is empty.', 'The folder (path) is empty.'],
    ['No answer from https://example.org/model.onnx', 'No answer from (path)'],
    ['See file:///home/me/a%20b.ts:3', 'See (path)'],
    ['The setting "inkling.topK" is "lots".', 'The setting "inkling.topK" is "…".'],
    ['Run "Inkling: Restart Engine" to try again.', 'Run "Inkling: Restart Engine" to try again.'],
    [`Unexpected token 'q', "const q = 1" is not valid JSON`, `Unexpected token '…', "…" is not valid JSON`],
    ['It is `secret()` and "say \\"secret\\" twice" here', 'It is `…` and "…" here'],
  ])('%s', (text, expected) => expect(withoutCode(text)).toBe(expected));

  it('takes out what is known not to be named, the longest first', () => {
    const secrets = ['/home/me', '/home/me/my own models', '', ' '];
    expect(withoutCode('In /home/me/my own models is none, in /home/me one.', secrets)).toBe(
      'In (path) is none, in (path) one.',
    );
  });

  it('keeps of a stack where in our own files it was, and nothing else', () => {
    const stack = `TypeError: x is not a function
secret line of a message
    at Engine.run (/home/me/.vscode/extensions/inkling/dist/extension.js:12:34)
    at async /home/me/.vscode/extensions/inkling/dist/worker.js:5:6
    at secretName (/home/me/project/secret.js:1:2)
    at Socket.emit (node:events:514:28)`;
    expect(withoutCode(stack)).toBe(`TypeError: x is not a function
    at Engine.run (extension.js:12:34)
    at worker.js:5:6
    at (elsewhere)
    at Socket.emit (node)`);
  });

  it('does not go on for ever', () => expect(withoutCode('word '.repeat(500)).length).toBeLessThan(400));
});
