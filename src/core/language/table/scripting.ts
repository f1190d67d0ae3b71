import { decorator, nextClauses, noClauses, wordClauses } from '../clauses.js';
import { doubleQuotes, hashMarks, noMarks, singleQuotes } from '../commentMarks.js';
import { pythonImports } from '../imports.js';
import type { Language } from '../language.js';
import { hashSyntax, pythonSyntax } from '../syntax.js';

/** A line that opens a block which `end` closes, in Elixir and Julia. */
const endedBlock = /(?:\bdo|->)$|^\s*(?:function|if|for|while|struct|module|begin|let|try)\b.*$/;

/** Languages whose blocks are told by words or by indentation. */
export const scriptingLanguages: readonly Language[] = [
  {
    id: 'python',
    extensions: ['py', 'pyi', 'pyw'],
    templatePath: 'untitled.py',
    family: 'python',
    syntax: pythonSyntax,
    memberBlock: /^\s*class\b/,
    blockOpener: /^\s*(?:async\s+)?(?:def|class|if|elif|else|for|while|with|try|except|finally|match|case)\b.*:$/,
    clauses: {
      ...noClauses,
      next: nextClauses({
        if: 'elif else',
        elif: 'elif else',
        for: 'else',
        while: 'else',
        try: 'except else finally',
        except: 'except else finally',
        else: 'finally',
      }),
      decorator,
    },
    importedLists: pythonImports,
    grammar: 'python',
  },
  {
    id: 'ruby',
    extensions: ['rb', 'rake', 'gemspec'],
    fileNames: ['gemfile', 'rakefile', 'vagrantfile', 'podfile'],
    templatePath: 'untitled.rb',
    family: 'other',
    syntax: {
      ...hashSyntax,
      commentLines: ['=begin', '=end'],
      template: { quote: '"', mark: '#' },
      heredocs: '~-',
      hasRegexes: true,
    },
    blockOpener:
      /\b(?:do(?:\s*\|[^|]*\|)?|then|begin|else|ensure|rescue)$|^\s*(?:def|class|module|if|elsif|unless|while|until|case|when)\b.*\w\)?$/,
    clauses: { ...wordClauses('end', 'else elsif when in rescue ensure'), directive: /^=begin\b/ },
  },
  {
    id: 'elixir',
    extensions: ['ex', 'exs'],
    templatePath: 'untitled.ex',
    family: 'other',
    syntax: { ...hashSyntax, triple: '"' },
    blockOpener: endedBlock,
    clauses: wordClauses('end', 'else rescue catch after'),
  },
  {
    id: 'julia',
    extensions: ['jl'],
    templatePath: 'untitled.jl',
    family: 'other',
    syntax: { ...hashSyntax, triple: '"' },
    blockOpener: endedBlock,
    clauses: wordClauses('end', 'else elseif catch finally'),
  },
  {
    id: 'r',
    extensions: ['r'],
    templatePath: 'untitled.r',
    family: 'other',
    syntax: hashSyntax,
  },
  {
    id: 'lua',
    extensions: ['lua'],
    templatePath: 'untitled.lua',
    family: 'other',
    marks: {
      ...noMarks,
      line: ['--'],
      block: [
        ['--[[', ']]'],
        ['--[=[', ']=]'],
      ],
      strings: [['[[', ']]'], doubleQuotes, singleQuotes],
    },
    clauses: wordClauses('end until', 'else elseif'),
  },
  {
    id: 'perl',
    aliases: ['perl6'],
    extensions: ['pl', 'pm'],
    templatePath: 'untitled.pl',
    family: 'other',
    marks: { ...hashMarks, lineAt: 'whitespace', block: [['\n=', '\n=cut']], strings: [doubleQuotes, singleQuotes] },
  },
];
