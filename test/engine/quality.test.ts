import { join } from 'node:path';
import { expect, test } from 'vitest';
import { offerVariants } from '../../quality/generate/offer.js';
import { measureCases } from '../../quality/generate/run.js';
import { measureInWorkspaces } from '../../quality/inWorkspaces.js';
import type { QualityOptions } from '../../quality/options.js';
import { makePlan } from '../../quality/plan.js';
import { qualityMarkdown } from '../../quality/report/markdown.js';
import { detailsOf, summarizeQuality } from '../../quality/results.js';
import { ablations, mainVariants } from '../../quality/variants.js';
import { Grammars } from '../../src/engine/structure/grammars.js';
import { commitFiles, folderOfTest } from '../unit/quality/support/gitFolder.js';
import { someCode } from '../unit/quality/support/workspaces.js';
import { repository } from './support/build.js';
import { engineOfTest } from './support/engines.js';
import { grammarFilesIn } from '../../src/engine/platform/node/grammarFiles.js';

const options = (repositories: string): QualityOptions => ({
  repositories,
  parts: new Set(['holes', 'typing', 'generate']),
  sizes: { holes: 4, regions: 2, tasks: 0, cases: 2, ablationHoles: 1, ablationRegions: 0 },
  isQuick: true,
  serverLatenciesMs: [],
  ablation: { kind: 'all' },
  seed: 1,
});

const documented = ['add', 'subtract', 'divide', 'multiply', 'raise', 'round', 'compare', 'negate']
  .map(
    (name) =>
      `/** ${name}s two numbers. */\nexport function ${name}(a: number, b: number): number {\n  const result = a;\n  return result + b;\n}\n`,
  )
  .join('\n');

/** Everything but times. */
const untimed = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, one: unknown) => (/Ms$|cpu/.test(key) ? undefined : one)));

test(
  'measures a repository from its commit to the tables, with equal results when repeated',
  { timeout: 300_000 },
  async () => {
    const folder = folderOfTest();
    const commit = commitFiles(join(folder, 'some/thing'), {
      'src/a.ts': someCode(12),
      // A copy: the missing part of one file is in the other one.
      'src/b.ts': someCode(12),
      'src/c.ts': documented,
      'README.md': '# Some thing\n',
    });
    const pinned = [{ name: 'some/thing', commit, language: 'TypeScript' }] as const;
    const { engine } = engineOfTest();
    const run = async () => {
      const grammars = new Grammars(grammarFilesIn(join(repository, 'dist/grammars')), (error) =>
        expect.fail(String(error)),
      );
      const plan = await makePlan(options(folder), pinned, grammars);
      const workspaces = await measureInWorkspaces(engine, plan, 1, () => undefined);
      const cases = await measureCases(
        engine,
        grammars,
        { ...plan, variants: offerVariants.slice(0, 1), seed: 1 },
        () => undefined,
      );
      return { plan, workspaces, cases, tasks: [] };
    };
    const measured = await run();
    const summary = summarizeQuality(measured);
    expect(Object.keys(summary.holes)).toEqual(mainVariants.map(({ name }) => name));
    expect(summary.holes.shipped!.kinds['rest of line']!.count).toBe(1);
    // The whole hole is in the copy, with the same lines before it.
    expect(summary.holes['workspace alone']!.kinds.line!.exact).toBe(1);
    expect(summary.typing['ignores suggestions']!.saved).toBe(0);
    expect(summary.typing.shipped!.saved).toBeGreaterThan(0.5);
    expect(summary.ablation).toHaveLength(1 + ablations.filter(({ onlyTyping = false }) => !onlyTyping).length);
    expect(summary.generate.body!.count).toBe(2);
    expect(summary.generate['empty file']!.count).toBe(2);
    const text = qualityMarkdown(summary);
    for (const title of ['Holes', 'Reliability', 'Typing', 'From a key', 'Generate', 'Ablations'])
      expect(text).toContain(`### ${title}`);
    for (const lines of text.split('\n\n').filter((part) => part.startsWith('|'))) {
      const widths = lines.split('\n').map((line) => line.split('|').length);
      expect(new Set(widths).size, lines).toBe(1);
    }
    expect(untimed(detailsOf(await run()))).toEqual(untimed(detailsOf(measured)));
  },
);
