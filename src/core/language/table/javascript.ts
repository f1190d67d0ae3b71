import { annotatedClauses } from '../clauses.js';
import { scriptImports } from '../imports.js';
import type { Language } from '../language.js';
import { cSyntax } from '../syntax.js';
import { caseLabel, memberBlock } from './braced.js';

const script = {
  family: 'script',
  syntax: { ...cSyntax, template: { quote: '`', mark: '$' }, hasRegexes: true },
  blockOpener: caseLabel,
  memberBlock,
  clauses: annotatedClauses,
  importedLists: scriptImports,
} as const satisfies Partial<Language>;

/** JavaScript and TypeScript. The grammar of TSX reads JavaScript, too. */
export const javascriptLanguages: readonly Language[] = [
  {
    ...script,
    id: 'typescript',
    extensions: ['ts', 'mts', 'cts'],
    templatePath: 'untitled.ts',
    grammar: 'typescript',
  },
  {
    ...script,
    id: 'typescriptreact',
    extensions: ['tsx'],
    templatePath: 'untitled.tsx',
    grammar: 'tsx',
  },
  {
    ...script,
    id: 'javascript',
    extensions: ['js', 'mjs', 'cjs'],
    templatePath: 'untitled.js',
    grammar: 'tsx',
  },
  {
    ...script,
    id: 'javascriptreact',
    extensions: ['jsx'],
    templatePath: 'untitled.jsx',
    grammar: 'tsx',
  },
];
