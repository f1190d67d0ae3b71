// A double of the worker: the real one, where the line endings of a text with a mark in it cannot be replaced. No text is
// known that fails by itself.
const failingText = 'text-that-fails\r\n';

type Replace = (this: string, ...args: unknown[]) => string;
const replace = Reflect.get(String.prototype, 'replace') as Replace;
const failing: Replace = function (...args) {
  if (this === failingText) throw new Error('told to fail');
  return replace.apply(this, args);
};
Object.defineProperty(String.prototype, 'replace', { value: failing });

// eslint-disable-next-line @typescript-eslint/no-require-imports
require('./worker.js');
