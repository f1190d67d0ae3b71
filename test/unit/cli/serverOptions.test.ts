import { describe, expect, it } from 'vitest';
import { parseCliOptions } from '../../../src/cli/options.js';

const parsed = (...args: readonly string[]): unknown => parseCliOptions(['--batch', ...args])!.server;

describe('--server', () => {
  it('names a server, and --server-model one of its models', () => {
    expect(parsed('--server', 'localhost:8080')).toEqual({ address: 'localhost:8080' });
    expect(parsed('--server', 'box', '--server-model', 'qwen')).toEqual({ address: 'box', model: 'qwen' });
    expect(parsed()).toBeUndefined();
  });

  it.each([
    [['--server', 'box', '--model', 'folder'], /^--model is for the built-in engine/],
    [['--server', 'box', '--workspace', 'folder'], /^--workspace is for the built-in engine/],
    [['--server-model', 'qwen'], /^--server-model needs --server\.$/],
  ])('rejects %j', (args, message) => {
    expect(() => parsed(...args)).toThrow(message);
  });
});
