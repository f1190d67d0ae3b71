import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';

const filesIn = (...folders: readonly string[]): string[] =>
  folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.includes('node_modules'))
      .map((name) => join(folder, name).replaceAll('\\', '/')),
  );

/** The files of `files` that each of them imports, types included. */
function importsOf(files: readonly string[]): Map<string, string[]> {
  const known = new Set(files);
  return new Map(
    files.map((file) => {
      const { importedFiles } = ts.preProcessFile(readFileSync(file, 'utf8'), true, true);
      const paths = importedFiles
        .map(({ fileName }) => fileName)
        .filter((name) => name.startsWith('.'))
        .map((name) => join(dirname(file), name).replaceAll('\\', '/').replace(/\.js$/, '.ts'));
      return [file, paths.filter((path) => known.has(path))];
    }),
  );
}

/** The groups of files of which each imports all others, directly or not (Tarjan 1972). */
function cyclesIn(imports: ReadonlyMap<string, readonly string[]>): string[][] {
  const index = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const cycles: string[][] = [];
  const visit = (file: string): void => {
    const own = index.size;
    index.set(file, own);
    lowest.set(file, own);
    stack.push(file);
    for (const imported of imports.get(file)!) {
      if (!index.has(imported)) visit(imported);
      if (stack.includes(imported)) lowest.set(file, Math.min(lowest.get(file)!, lowest.get(imported)!));
    }
    if (lowest.get(file) !== own) return;
    const cycle = stack.splice(stack.indexOf(file));
    if (cycle.length > 1) cycles.push(cycle.sort());
  };
  for (const file of imports.keys()) if (!index.has(file)) visit(file);
  return cycles;
}

/** The names that a file declares and exports; not those that it only passes on. */
function exportedNames(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  return source.statements.flatMap((statement) => {
    if (!ts.canHaveModifiers(statement)) return [];
    if (!ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return [];
    const declarations = ts.isVariableStatement(statement) ? statement.declarationList.declarations : [statement];
    return declarations.flatMap(({ name }: { readonly name?: ts.Node }) =>
      name && ts.isIdentifier(name) ? [name.text] : [],
    );
  });
}

it('has no import cycle in src, type-only imports included', () => {
  expect(cyclesIn(importsOf(filesIn('src')))).toEqual([]);
});

it('finds an import cycle, directly or through another file', () => {
  const imports = new Map([
    ['a', ['b']],
    ['b', ['c']],
    ['c', ['a']],
    ['d', ['a', 'e']],
    ['e', []],
  ]);
  expect(cyclesIn(imports)).toEqual([['a', 'b', 'c']]);
});

it('declares each exported name in one file only', () => {
  const files = new Map<string, string[]>();
  // VS Code calls both entries by the same names.
  const others = filesIn('src', 'quality', 'bench').filter((file) => file !== 'src/webExtension.ts');
  for (const file of others) {
    for (const name of new Set(exportedNames(file))) files.set(name, [...(files.get(name) ?? []), file]);
  }
  expect(files.size).toBeGreaterThan(500);
  expect([...files].filter(([, all]) => all.length > 1)).toEqual([]);
});
