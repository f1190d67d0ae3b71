import { languageOf } from '../../src/core/language/languageOf.js';
import type { Rng } from '../../src/core/sampling/rng.js';
import type { Grammars } from '../../src/engine/structure/grammars.js';
import { countErrors } from '../../src/engine/structure/growingTree.js';
import type { MeasuredWorkspace, SourceFile } from '../material/material.js';
import { measuredLanguages, type MeasuredLanguage } from '../repositories.js';
import { caseKinds, type CaseKind, type GenerateCase } from './cases.js';
import { cutCase, cutTarget, type FunctionCaseKind } from './cut.js';
import { cutMarkdown } from './markdown.js';

/** Number of files that are tried for a case. */
const maxTries = 200;

/** Paths of new files, one for each language. */
const newFiles: Readonly<Record<MeasuredLanguage, string>> = {
  TypeScript: 'src/newFile.ts',
  Python: 'new_file.py',
  Go: 'newfile.go',
  Rust: 'src/new_file.rs',
  Java: 'src/main/java/NewFile.java',
};

/** Cases of each kind, for `count` of the kinds in functions. */
export const casesPerKind = (kind: CaseKind, count: number): number =>
  kind === 'markdown' ? Math.ceil(count / 3) : kind === 'empty file' ? Math.min(5, count) : count;

const pick = <T>(rng: Rng, from: readonly T[]): T => from[Math.floor(rng() * from.length)]!;

/** Draws cases until each kind has its number, the languages in turn. */
class CaseDraw {
  private readonly chosen: GenerateCase[] = [];

  constructor(
    private readonly workspaces: readonly MeasuredWorkspace[],
    private readonly grammars: Grammars,
    private readonly rng: Rng,
  ) {}

  async draw(kind: CaseKind, count: number): Promise<readonly GenerateCase[]> {
    this.chosen.length = 0;
    const languages = measuredLanguages.filter((name) => this.of(name).length > 0);
    for (let n = 0; n < count && languages.length > 0; n++) {
      const one = await this.one(kind, languages[n % languages.length]!, n);
      if (one) this.chosen.push(one);
    }
    return [...this.chosen];
  }

  private of(language: MeasuredLanguage): readonly MeasuredWorkspace[] {
    return this.workspaces.filter(({ repository }) => repository.language === language);
  }

  private async one(kind: CaseKind, language: MeasuredLanguage, n: number): Promise<GenerateCase | undefined> {
    const { rng } = this;
    if (kind === 'empty file') return emptyFile(language, pick(rng, this.of(language)));
    for (let tries = 0; tries < maxTries; tries++) {
      const workspace = pick(rng, kind === 'markdown' ? this.workspaces : this.of(language));
      const one =
        kind === 'markdown'
          ? cutMarkdown(workspace, rng, n)
          : await this.inFile(kind, language, workspace, pick(rng, workspace.measured));
      if (one && !this.chosen.some((known) => isSame(known, one))) return one;
    }
    return undefined;
  }

  private async inFile(
    kind: FunctionCaseKind,
    codeLanguage: MeasuredLanguage,
    { repository }: MeasuredWorkspace,
    file: SourceFile,
  ): Promise<GenerateCase | undefined> {
    const parser = await this.grammars.parserFor(languageOf({ path: file.path }));
    const tree = parser?.parse(file.text);
    if (!tree) throw new Error(`${file.path} has no grammar.`);
    try {
      const { rootNode: root } = tree;
      if (countErrors(root) > 0) return undefined;
      return cutCase(kind, { repository: repository.name, codeLanguage, file, root }, this.rng);
    } finally {
      tree.delete();
    }
  }
}

function emptyFile(codeLanguage: MeasuredLanguage, { repository }: MeasuredWorkspace): GenerateCase {
  const path = newFiles[codeLanguage];
  const target = cutTarget(path, { prefix: '', original: '', suffix: '' });
  return {
    kind: 'empty file',
    repository: repository.name,
    codeLanguage,
    path,
    language: target.language,
    target,
    original: '',
  };
}

const isSame = (a: GenerateCase, b: GenerateCase): boolean =>
  a.path === b.path && a.target.prefix === b.target.prefix && a.original === b.original;

/**
 * Chooses the cases of all kinds.
 *
 * @param count cases of each kind in functions.
 * @param rngOf a random sequence for each kind: more cases of one do not change the others.
 */
export async function chooseCases(
  workspaces: readonly MeasuredWorkspace[],
  grammars: Grammars,
  count: number,
  rngOf: (kind: CaseKind) => Rng,
): Promise<GenerateCase[]> {
  const cases: GenerateCase[] = [];
  for (const kind of caseKinds) {
    cases.push(...(await new CaseDraw(workspaces, grammars, rngOf(kind)).draw(kind, casesPerKind(kind, count))));
  }
  return cases;
}
