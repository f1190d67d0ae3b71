import { wordClauses } from '../clauses.js';
import { doubleQuotes, hashMarks, noMarks, singleQuotes } from '../commentMarks.js';
import type { Language } from '../language.js';
import { hashSyntax } from '../syntax.js';

/** Languages of shells and of builds. */
export const shellLanguages: readonly Language[] = [
  {
    id: 'shellscript',
    extensions: ['sh', 'bash', 'zsh'],
    templatePath: 'untitled.sh',
    family: 'other',
    // In a shell's `case` a `)` has no partner.
    syntax: { ...hashSyntax, comments: [' #'], raw: `'`, isPrefixed: true, brackets: '[]{}' },
    blockOpener: /\b(?:then|do|else)$|^\s*[\w-]+\s*\(\)$/,
    clauses: wordClauses('fi done esac', 'then do else elif'),
  },
  {
    id: 'powershell',
    extensions: ['ps1', 'psm1', 'psd1'],
    templatePath: 'untitled.ps1',
    family: 'other',
    marks: { ...hashMarks, block: [['<#', '#>']], strings: [doubleQuotes, singleQuotes], escape: '`' },
  },
  {
    id: 'bat',
    extensions: ['bat', 'cmd'],
    templatePath: 'untitled.bat',
    family: 'other',
    marks: { ...noMarks, line: ['::', 'rem ', 'REM '], lineAt: 'lineStart' },
  },
  {
    id: 'makefile',
    extensions: ['mk'],
    fileNames: ['makefile', 'gnumakefile'],
    templatePath: 'untitled.mk',
    family: 'other',
    marks: { ...hashMarks, strings: [] },
  },
  {
    id: 'cmake',
    extensions: ['cmake'],
    fileNames: ['cmakelists.txt'],
    family: 'other',
    marks: { ...hashMarks, block: [['#[[', ']]']] },
  },
  {
    id: 'dockerfile',
    extensions: ['dockerfile'],
    fileNames: ['dockerfile', 'containerfile'],
    templatePath: 'untitled.dockerfile',
    family: 'other',
    marks: { ...hashMarks, lineAt: 'lineStart' },
  },
];
