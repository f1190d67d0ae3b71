import { afterEach } from 'vitest';
import type { CompletionRequest } from '../../../../src/core/request.js';
import { ServerEngine } from '../../../../src/server/serverEngine.js';
import type { ServerHost } from '../../../../src/server/serverHost.js';
import { atCursor } from '../../support/cursor.js';
import { scriptedOptions, type ScriptedServer } from './scriptedServer.js';

export const requestAt = (marked: string, rest: Partial<CompletionRequest> = {}): CompletionRequest => ({
  ...atCursor(marked),
  path: 'a.ts',
  mode: 'line',
  strategy: { kind: 'greedy' },
  maxTokens: 32,
  ...rest,
});

const engines: ServerEngine[] = [];

/** An engine over a scripted connection, disposed after the test. */
export function engineOf({ connect }: Pick<ScriptedServer, 'connect'>, rest: Partial<ServerHost> = {}): ServerEngine {
  const engine = new ServerEngine({
    options: () => Promise.resolve(scriptedOptions),
    now: () => performance.now(),
    connect,
    ...rest,
  });
  engines.push(engine);
  return engine;
}

/** The text at a cursor. */
export async function textAt(
  engine: ServerEngine,
  marked: string,
  rest?: Partial<CompletionRequest>,
): Promise<string | undefined> {
  return (await engine.complete(requestAt(marked, rest)))?.text;
}

/** The text before the cursor in a prompt of Qwen's format. */
export const prefixOf = (prompt: string): string => /<\|fim_prefix\|>([^]*)<\|fim_suffix\|>/.exec(prompt)![1]!;

/** Lets the queued work run. */
export const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

afterEach(() => {
  for (const engine of engines.splice(0)) engine.dispose();
});
