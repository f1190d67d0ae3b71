import { afterEach, describe, expect, it } from 'vitest';
import { completeText } from '../../../src/cli/completeText.js';
import { describe as described } from '../../../src/cli/describe.js';
import { parseCliOptions, requestOptions } from '../../../src/cli/options.js';
import { startEngine, type TerminalEngine } from '../../../src/cli/terminalEngine.js';
import { startFakeServer, type FakeServer } from '../../servers/fake/fakeServer.js';

let server: FakeServer;
let engine: TerminalEngine | undefined;

afterEach(async () => {
  await engine?.dispose();
  engine = undefined;
  await server.close();
});

/** Starts the engine of a command's options. */
async function start(serverKey?: string): Promise<readonly string[]> {
  const printed: string[] = [];
  const options = parseCliOptions(['--batch', '--server', server.address])!;
  const terminal = { builtFolder: 'dist', print: (line: string) => printed.push(line), serverKey };
  engine = await startEngine(options, terminal);
  return printed;
}

describe('the command with --server', () => {
  it('answers by the server, with its probabilities', async () => {
    server = await startFakeServer({ kind: 'vllm', script: () => ' parse(text);\n' });
    expect(await start()).toEqual([expect.stringMatching(/^server: .* on 127\.0\.0\.1:\d+ \(openai\), template /)]);
    const options = { path: 'a.ts', ...requestOptions(parseCliOptions(['--batch', '--top', '2'])!) };
    const answer = await completeText(engine!, { prefix: 'const a = ', suffix: '\n' }, options, 'balanced');
    expect(answer).toMatchObject({ text: 'parse(text);', source: 'server', stop: 'newline' });
    expect(described(answer)).not.toContain('entropy');
    expect(described(answer)).toMatch(/stop: newline, .* prompt tokens?, of them \d+ in the server's cache/);
  });

  it('sends the key of the environment', async () => {
    server = await startFakeServer({ kind: 'llama.cpp', apiKey: 'secret' });
    await expect(start()).rejects.toThrow(/INKLING_SERVER_KEY/);
    await expect(start('secret')).resolves.toHaveLength(1);
  });

  it('says that a server has no index', async () => {
    server = await startFakeServer({ kind: 'llama.cpp' });
    await start();
    await expect(engine!.index('folder')).rejects.toThrow(/^A server has no workspace index/);
  });
});
