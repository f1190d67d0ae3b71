import { join } from 'node:path';
import ts from 'typescript';
import { afterAll, describe, expect, it } from 'vitest';
import type { Candidate } from '../../src/core/generate/candidates.js';
import { strategiesForFirst } from '../../src/core/generate/strategies.js';
import type { GenerateTarget, TargetKind } from '../../src/core/generate/target.js';
import { TextWriter } from '../../src/core/generate/textWriter.js';
import { languageOf } from '../../src/core/language/languageOf.js';
import { samplingStrategy } from '../../src/core/sampling/sampling.js';
import { Grammars } from '../../src/engine/structure/grammars.js';
import { countErrors } from '../../src/engine/structure/growingTree.js';
import { repository } from './support/build.js';
import { watchedEngine } from './support/engines.js';
import { grammarFilesIn } from '../../src/engine/platform/node/grammarFiles.js';

const { engine } = watchedEngine();
afterAll(() => engine.dispose());
const grammars = new Grammars(grammarFilesIn(join(repository, 'dist', 'grammars')), (error) =>
  expect.fail(String(error)),
);

/** The target at ‸ in a file. */
function targetAt(path: string, document: string, kind: TargetKind = 'continue', lead = ''): GenerateTarget {
  const [prefix = '', suffix = ''] = document.split('‸');
  return { kind, path, language: languageOf({ path }), prefix, suffix, lead };
}

/** All texts that "Generate" chooses among at a target, and samples for "Another". */
async function textsAt(target: GenerateTarget): Promise<readonly Candidate[]> {
  const sample = (seed: number) => samplingStrategy({ temperature: 0.8, topK: 40, topP: 0.95, seed });
  const found: Candidate[] = [];
  for (const strategy of [...strategiesForFirst(sample(1)), sample(2), sample(3)]) {
    const soFar = { text: target.lead, replaces: 0 };
    const { signal } = new AbortController();
    const options = { maxTokens: 160 };
    found.push(
      ...(await new TextWriter(engine).write(target, options, { strategy, soFar, signal, onText: () => undefined })),
    );
  }
  return found;
}

const fileWith = ({ prefix, suffix }: GenerateTarget, { text, replaces }: Candidate): string =>
  prefix + text + suffix.slice(replaces);

const cart = `interface Item {
  id: string;
  price: number;
  quantity: number;
}

export class Cart {
  private readonly items = new Map<string, Item>();

  /** Adds an item, or increases its quantity. */
  add(item: Item): void {
    const known = this.items.get(item.id);
    if (known) known.quantity += item.quantity;
    else this.items.set(item.id, { ...item });
  }

  /** The sum of all prices. */
  total(): number {
    ‸
  }

  get size(): number {
    return this.items.size;
  }
}
`;

describe('the texts of Generate', () => {
  it('stay in the body of a method, and are complete and no copy of another one', { timeout: 120_000 }, async () => {
    const target = targetAt('src/cart.ts', cart);
    const texts = await textsAt(target);
    expect(texts.length).toBeGreaterThan(3);
    for (const one of texts) {
      const file = fileWith(target, one);
      const { parseDiagnostics } = ts.createSourceFile('cart.ts', file, ts.ScriptTarget.Latest) as ts.SourceFile & {
        readonly parseDiagnostics: readonly unknown[];
      };
      expect(parseDiagnostics, file).toEqual([]);
      expect(file.match(/^ {2}(?:add|total|get size)\b/gm), file).toHaveLength(3);
      expect(one.text, file).not.toContain('const known = this.items.get(item.id);\n    if (known)');
    }
  });

  it.each([
    [
      'below the comment of a method',
      'comment',
      'export class Cart {\n  private readonly items = new Map<string, Item>();\n\n  // Removes an item by its id and returns whether it was there.‸\n}\n',
      'src/cart.ts',
      '\n  ',
    ],
    [
      'in the body of a function in Python',
      'continue',
      'def median(values):\n    ordered = sorted(values)\n    middle = len(ordered) // 2\n    return ordered[middle]\n\n\ndef mean(values):\n    ‸\n\n\ndef spread(values):\n    return max(values) - min(values)\n',
      'statistics.py',
      '',
    ],
    [
      'in a docstring',
      'continue',
      'def mean(values):\n    """‸\n    return sum(values) / len(values)\n',
      'statistics.py',
      '',
    ],
  ] as const)('parse %s', { timeout: 120_000 }, async (_, kind, document, path, lead) => {
    const target = targetAt(path, document, kind, lead);
    const parser = (await grammars.parserFor(target.language))!;
    const texts = await textsAt(target);
    for (const one of texts) {
      const file = fileWith(target, one);
      expect(countErrors(parser.parse(file)!.rootNode), file).toBe(0);
    }
    expect(texts.length).toBeGreaterThan(0);
  });

  it('close the fence that they open in Markdown', { timeout: 120_000 }, async () => {
    const target = targetAt('README.md', '# Parser\n\n## Usage\n\nInstall it with npm:\n\n‸\n\n## License\n');
    for (const { text } of await textsAt(target)) {
      expect([...text.matchAll(/^```/gm)].length % 2, text).toBe(0);
    }
  });
});
