import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Completion, PromptToken } from '../../src/core/result.js';
import type { CompletionRequest } from '../../src/core/request.js';
import { WorkspaceIndex } from '../../src/core/workspace/workspaceIndex.js';
import type { LoadedModel } from '../../src/engine/load/loadModel.js';
import { promptTokens } from '../../src/engine/worker/promptTokens.js';
import { PromptSnippets } from '../../src/engine/workspace/promptSnippets.js';
import { engineOfTest } from './support/engines.js';
import { completeInProcess, loadInProcess } from './support/inProcess.js';
import { requestAt } from './support/requests.js';
import { keyByKey, longDocument } from './support/snippets.js';
import { traceOf } from './support/traces.js';

/** Other files: one that uses the ledger, and unrelated ones. */
const ledger = `export interface LedgerOptions {
  readonly strictRounding: boolean;
}

export class QuarterlyLedger {
  constructor(private readonly options: LedgerOptions) {}

  publish(account: string): void {
    this.lines.push(account);
  }
}
`;
const files = {
  'src/ledger.ts': ledger,
  'src/weather.ts': 'export function forecast(sky: Sky): Weather {\n  return sky.isGrey ? "rain" : "sun";\n}\n',
  'lib/far.ts': 'export function farAway(): string {\n  return "QuarterlyLedgers are elsewhere";\n}\n',
};
const later = {
  path: 'src/later.ts',
  text: `import { QuarterlyLedger } from './ledger.js';

const ledger = new QuarterlyLedger({ strictRounding: true });
‸

export function later(): void {}
`,
  typed: 'ledger.publish("rent");',
};
const asked = requestAt(later.text, { path: later.path, context: { snippets: true } });

let loaded: LoadedModel;

beforeAll(async () => {
  loaded = await loadInProcess();
});

afterAll(() => loaded.dispose());

/** The model with a separate workspace. */
function withFiles(some: Readonly<Record<string, string>> = files): LoadedModel & { readonly index: WorkspaceIndex } {
  const index = new WorkspaceIndex(loaded.model.vocabSize);
  for (const [path, text] of Object.entries(some)) index.set(path, loaded.encodeFile(text));
  for (const work = index.work(); !work.next().done;);
  loaded.model.truncate(0);
  return { ...loaded, index, snippets: new PromptSnippets(loaded, index) };
}

/** The parts of a prompt with their texts and the paths of other files that they are from. */
function partsOf({ prompt }: Completion): { part: string; path?: string | undefined; text: string }[] {
  const runs: { part: string; path: string | undefined; text: string }[] = [];
  for (const { part, path, text } of prompt!.tokens) {
    const last = runs.at(-1);
    if (last?.part === part && last.path === path) last.text += text;
    else runs.push({ part, path, text });
  }
  return runs;
}

const snippetPaths = (answer: Completion): unknown[] => [...new Set(partsOf(answer).flatMap(({ path }) => path ?? []))];

const ask = async (model: LoadedModel, request: CompletionRequest): Promise<Completion> =>
  (await completeInProcess(model, { ...request, explain: true }))!;

describe('the prompt', () => {
  test('begins with snippets of other files, each after its path, as in training', async () => {
    const model = withFiles();
    const [first, ...rest] = partsOf(await ask(model, asked));
    expect(first).toEqual({ part: 'snippet', path: 'src/ledger.ts', text: `<|file|>src/ledger.ts\n${ledger}` });
    expect(rest.map(({ part }) => part)).toEqual(['file', 'mark', 'suffix', 'mark', 'prefix']);
    const { tokens } = promptTokens(model, asked);
    const trained = loaded.encode(`src/ledger.ts\n${ledger}`);
    expect(tokens.slice(1, 1 + trained.length)).toEqual(trained);
  });

  test('does not depend on the index when the option is off', () => {
    const { context, ...plain } = asked;
    expect(context).toBeDefined();
    const before = promptTokens(loaded, plain);
    expect(promptTokens(withFiles(), plain).tokens).toEqual(before.tokens);
    expect(promptTokens(loaded, asked).tokens).toEqual(before.tokens);
    expect(promptTokens(withFiles({}), asked).tokens).toEqual(before.tokens);
  });

  test('has snippets in at most 45 % of its room and none of the document itself', () => {
    const document = longDocument();
    const text = document.replace('‸', '');
    const like = Array.from({ length: 6 }, (_, i) => [`src/like${i}.ts`, text] as const);
    const others = Array.from({ length: 12 }, (_, i) => [`src/other${i}.ts`, 'export {};\n'] as const);
    const model = withFiles(Object.fromEntries([['src/own.ts', text], ...like, ...others]));
    const { parts, tokens, budget } = promptTokens(model, { ...asked, ...requestAt(document), path: 'src/own.ts' });
    const snippets = parts.filter(({ name }) => name === 'snippet');
    expect(snippets.length).toBeGreaterThan(0);
    expect(snippets.map(({ path }) => path)).not.toContain('src/own.ts');
    expect(snippets.flatMap((part) => part.tokens).length).toBeLessThanOrEqual(0.45 * budget);
    expect(tokens.length).toBeLessThanOrEqual(budget);
  });

  test('has the clipboard, or only the clipboard, when the options say so', async () => {
    const clipboard = 'ledger.publish("water");\nledger.publish("light");\n';
    const both = await ask(withFiles(), { ...asked, context: { snippets: true, clipboard } });
    expect(snippetPaths(both)).toEqual(expect.arrayContaining(['clipboard.ts', 'src/ledger.ts']));
    const only = await ask(withFiles(), { ...asked, context: { snippets: false, clipboard } });
    expect(snippetPaths(only)).toEqual(['clipboard.ts']);
    const model = withFiles();
    await ask(model, { ...asked, context: { snippets: true, clipboard } });
    expect(snippetPaths(await ask(model, asked))).toEqual(['src/ledger.ts']);
  });

  test('has the last edited lines of another file when nothing fits better', async () => {
    const recent = [{ path: 'src\\weather.ts', line: 1 }];
    const answer = await ask(withFiles(), { ...asked, context: { snippets: true, recent } });
    expect(snippetPaths(answer)).toEqual(['src/ledger.ts', 'src/weather.ts']);
  });

  test('finds the imports of a large file whose first lines are not in the request', async () => {
    const head = "import { forecast } from './other/sky.js';\n";
    const middle = 'export const line = 1;\n'.repeat(1000);
    const some = { 'src/other/sky.ts': 'export const forecast = 1;\n', 'src/big.ts': head + middle };
    const request = { ...asked, ...requestAt(`${middle}const next = forecast‸\n`), path: 'src/big.ts' };
    expect(snippetPaths(await ask(withFiles(some), request))).toEqual(['src/other/sky.ts']);
  });
});

test('builds the same prompt when the chosen snippets are given, whatever the index has', async () => {
  const { tokens } = promptTokens(withFiles(), asked);
  const { snippets } = await ask(withFiles(), asked);
  expect(snippets).toEqual([{ path: 'src/ledger.ts', text: ledger }]);
  const context = { ...asked.context!, given: snippets! };
  expect(promptTokens(withFiles({}), { ...asked, context }).tokens).toEqual(tokens);
  expect(promptTokens(loaded, { ...asked, context }).tokens).toEqual(tokens);
});

describe('the cache with snippets', () => {
  test('stays warm while a line is typed: the prompt before the line is the same, and only keys are read', async () => {
    const model = withFiles();
    let before: readonly PromptToken[] | undefined;
    for (const text of keyByKey(later)) {
      const answer = await ask(model, { ...asked, ...requestAt(text), maxTokens: 8 });
      const { tokens } = answer.prompt!;
      const line = tokens.findLastIndex(({ text: piece }) => piece === '\n');
      if (before) {
        expect(tokens.slice(0, line + 1)).toEqual(before);
        expect(answer.timings.promptTokens - answer.timings.reusedTokens).toBeLessThan(8);
      }
      before = tokens.slice(0, line + 1);
    }
    expect(before!.some(({ part }) => part === 'snippet')).toBe(true);
  });

  test('gives the same answer to the bit when it is warm', async () => {
    const model = withFiles();
    for (const text of keyByKey(later).filter((_, i) => i % 4 === 0)) {
      const request = { ...asked, ...requestAt(text), maxTokens: 8 };
      const warm = await completeInProcess(model, request);
      // Requested while the cache is warm: the snippets that are kept.
      const kept = model.snippets!.at(
        { path: asked.path, prefix: '', suffix: '', context: asked.context!, roomTokens: 0 },
        () => ({ promptTokens: 1, newTokens: 0 }),
        false,
      );
      expect(kept.length).toBe(1);
      model.model.truncate(0);
      const cold = await completeInProcess({ ...model, snippets: { at: () => kept } }, request);
      expect(cold!.timings.reusedTokens).toBe(0);
      expect(traceOf(warm)).toEqual(traceOf(cold));
    }
  });

  test("has each document's own snippets when the user switches between two", async () => {
    const model = withFiles();
    const other = { ...asked, ...requestAt('const sky = forecast(‸);\n'), path: 'src/trip.ts' };
    expect(snippetPaths(await ask(model, asked))).toEqual(['src/ledger.ts']);
    expect(snippetPaths(await ask(model, other))).toEqual(['src/weather.ts']);
    expect(snippetPaths(await ask(model, asked))).toEqual(['src/ledger.ts']);
  });

  test('gets better snippets after a jump, when everything is prefilled anyway', async () => {
    const model = withFiles();
    const far = { ...asked, ...requestAt(`${'let row = 1;\n'.repeat(30)}const sky = forecast(‸);\n`) };
    expect(snippetPaths(await ask(model, asked))).toEqual(['src/ledger.ts']);
    expect(snippetPaths(await ask(model, far))).toEqual(['src/weather.ts']);
  });

  test('drops a file from the prompt at once when it leaves the workspace', async () => {
    const model = withFiles();
    expect(snippetPaths(await ask(model, asked))).toEqual(['src/ledger.ts']);
    model.index.remove('src/ledger.ts');
    expect((await ask(model, asked)).prompt!.tokens.some(({ part }) => part === 'snippet')).toBe(false);
  });
});

test('prefills better snippets when the user pauses', async () => {
  const { engine } = engineOfTest();
  const { timings } = (await engine.complete(asked))!;
  for (const [path, text] of Object.entries(files)) await engine.workspace({ kind: 'update', path, text });
  await engine.workspace({ kind: 'finish' });
  const warm = (await engine.complete({ ...asked, explain: true }))!;
  expect(snippetPaths(warm)).toEqual([]);
  await new Promise((resolve) => setTimeout(resolve, 2500));
  const after = (await engine.complete({ ...asked, prefix: `${asked.prefix}l`, explain: true }))!;
  expect(snippetPaths(after)).toEqual(['src/ledger.ts']);
  expect(after.timings.promptTokens).toBeGreaterThan(timings.promptTokens + 50);
  expect(after.timings.reusedTokens).toBeGreaterThan(after.timings.promptTokens - 4);
});

test('chooses snippets for an engine elsewhere, and ends no completion by it', async () => {
  const { engine } = engineOfTest();
  expect(await engine.snippets(asked)).toEqual([]);
  const running = engine.complete(asked);
  await engine.ready();
  for (const [path, text] of Object.entries(files)) await engine.workspace({ kind: 'update', path, text });
  await engine.workspace({ kind: 'finish' });
  const snippets = await engine.snippets(asked);
  expect(snippets.map(({ path }) => path)).toEqual(['src/ledger.ts']);
  expect(ledger).toContain(snippets[0]!.text.trim());
  expect(await running).toBeDefined();
});
