import { doubleQuotes, noMarks, singleQuotes, type CommentMarks } from '../commentMarks.js';
import type { Language } from '../language.js';
import { cSyntax, hashSyntax, plainSyntax, pythonSyntax, type Syntax } from '../syntax.js';

// Here `//` is part of an address as often as it begins a comment.
const cssSyntax: Syntax = { ...plainSyntax, comments: ['/*'] };
/** An address is written with `//`, too, but without whitespace before it. */
const scssMarks: CommentMarks = {
  ...noMarks,
  line: ['//'],
  lineAt: 'whitespace',
  block: [['/*', '*/']],
  strings: [doubleQuotes, singleQuotes],
};

/** Languages of data, declarations and queries. */
export const dataLanguages: readonly Language[] = [
  {
    id: 'json',
    aliases: ['jsonc', 'json5', 'jsonl', 'snippets'],
    extensions: ['json', 'jsonc', 'json5'],
    templatePath: 'untitled.json',
    family: 'data',
    syntax: cSyntax,
  },
  {
    id: 'yaml',
    aliases: ['dockercompose', 'github-actions-workflow', 'azure-pipelines', 'ansible', 'helm'],
    extensions: ['yaml', 'yml'],
    templatePath: 'untitled.yaml',
    family: 'data',
    syntax: { ...hashSyntax, comments: [' #'], raw: `'`, brackets: '[]{}' },
  },
  {
    id: 'toml',
    extensions: ['toml'],
    templatePath: 'untitled.toml',
    family: 'data',
    syntax: { ...pythonSyntax, raw: `'`, isPrefixed: false },
  },
  { id: 'css', extensions: ['css'], templatePath: 'untitled.css', family: 'data', syntax: cssSyntax },
  {
    id: 'scss',
    extensions: ['scss'],
    templatePath: 'untitled.scss',
    family: 'data',
    syntax: cssSyntax,
    marks: scssMarks,
  },
  {
    id: 'less',
    extensions: ['less'],
    templatePath: 'untitled.less',
    family: 'data',
    syntax: cssSyntax,
    marks: scssMarks,
  },
  { id: 'sass', extensions: ['sass'], family: 'data', marks: scssMarks },
  {
    id: 'graphql',
    extensions: ['graphql', 'gql'],
    family: 'data',
    syntax: { ...pythonSyntax, isPrefixed: false },
  },
  { id: 'proto', aliases: ['proto3'], extensions: ['proto'], family: 'data', syntax: cSyntax },
  {
    id: 'terraform',
    aliases: ['hcl', 'terraform-vars', 'opentofu'],
    extensions: ['tf', 'hcl'],
    family: 'data',
    syntax: { ...cSyntax, comments: ['//', '/*', '#'] },
  },
  {
    id: 'sql',
    extensions: ['sql'],
    templatePath: 'untitled.sql',
    family: 'other',
    syntax: { ...plainSyntax, comments: ['--', '/*'], multiline: `"'`, raw: `"'` },
  },
];
