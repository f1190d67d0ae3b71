import { annotatedClauses, braceClauses, nextClauses, type Clauses } from '../clauses.js';
import type { Language } from '../language.js';
import { cSyntax, type Syntax } from '../syntax.js';

/** A label of a `switch`, which opens a block without a brace. */
export const caseLabel = /^\s*(?:case\b.*|default\s*):$/;

/** The first line of a class, an interface, an implementation or a module. */
export const memberBlock =
  /^\s*(?:(?:export|default|declare|abstract|public|private|protected|internal|static|final|sealed|open|data|inner|partial|companion|pub(?:\([^)]*\))?|unsafe|case|type\s+\w+)\s+)*(?:class|interface|struct|enum|union|trait|impl|namespace|object|record|extension|protocol|module|mod)\b/;

const cClauses: Clauses = { ...braceClauses, needsSemicolon: true, directive: /^#/ };
const javaSyntax: Syntax = { ...cSyntax, triple: '"' };

/** Languages with blocks in braces. */
export const bracedLanguages: readonly Language[] = [
  {
    id: 'c',
    extensions: ['c', 'h'],
    templatePath: 'untitled.c',
    family: 'braces',
    memberBlock,
    syntax: cSyntax,
    blockOpener: caseLabel,
    clauses: cClauses,
  },
  {
    id: 'cpp',
    aliases: ['cuda-cpp'],
    extensions: ['cpp', 'cc', 'cxx', 'hpp', 'hh', 'hxx', 'h'],
    templatePath: 'untitled.cpp',
    family: 'braces',
    memberBlock,
    syntax: cSyntax,
    blockOpener: caseLabel,
    clauses: cClauses,
  },
  {
    id: 'objective-c',
    aliases: ['objective-cpp'],
    extensions: ['m', 'mm'],
    templatePath: 'untitled.m',
    family: 'other',
    memberBlock,
    syntax: cSyntax,
    clauses: cClauses,
  },
  {
    id: 'glsl',
    extensions: ['glsl'],
    family: 'other',
    memberBlock,
    syntax: cSyntax,
    clauses: cClauses,
  },
  {
    id: 'csharp',
    extensions: ['cs'],
    templatePath: 'untitled.cs',
    family: 'braces',
    memberBlock,
    syntax: { ...javaSyntax, rawMark: '@' },
    blockOpener: caseLabel,
    clauses: cClauses,
    grammar: 'c-sharp',
  },
  {
    id: 'java',
    extensions: ['java'],
    templatePath: 'untitled.java',
    family: 'braces',
    memberBlock,
    syntax: javaSyntax,
    blockOpener: caseLabel,
    clauses: { ...annotatedClauses, needsSemicolon: true },
    grammar: 'java',
  },
  {
    id: 'kotlin',
    aliases: ['kotlinscript'],
    extensions: ['kt', 'kts'],
    templatePath: 'untitled.kt',
    family: 'braces',
    memberBlock,
    syntax: { ...javaSyntax, nestsComments: true, template: { quote: '"', mark: '$' } },
    // The parameters of a lambda, and a branch of `when`.
    blockOpener: /->$/,
    clauses: annotatedClauses,
  },
  {
    id: 'scala',
    extensions: ['scala'],
    templatePath: 'untitled.scala',
    family: 'braces',
    memberBlock,
    syntax: javaSyntax,
    clauses: annotatedClauses,
  },
  {
    id: 'groovy',
    extensions: ['groovy', 'gradle'],
    family: 'other',
    memberBlock,
    syntax: javaSyntax,
    clauses: annotatedClauses,
  },
  {
    id: 'dart',
    extensions: ['dart'],
    templatePath: 'untitled.dart',
    family: 'braces',
    memberBlock,
    syntax: { ...javaSyntax, triple: `"'` },
    blockOpener: caseLabel,
    clauses: annotatedClauses,
  },
  {
    id: 'swift',
    extensions: ['swift'],
    templatePath: 'untitled.swift',
    family: 'braces',
    memberBlock,
    syntax: { ...javaSyntax, quotes: '"' },
    blockOpener: caseLabel,
    clauses: annotatedClauses,
  },
  {
    id: 'go',
    extensions: ['go'],
    templatePath: 'untitled.go',
    family: 'braces',
    memberBlock,
    syntax: { ...cSyntax, quotes: '"\'`', multiline: '`', raw: '`' },
    blockOpener: caseLabel,
    clauses: braceClauses,
    grammar: 'go',
  },
  {
    id: 'rust',
    extensions: ['rs'],
    templatePath: 'untitled.rs',
    family: 'braces',
    memberBlock,
    syntax: { ...cSyntax, quotes: '"', multiline: '"', hasLifetimes: true },
    clauses: { ...braceClauses, decorator: /^\s*#!?\[.*\]\s*$/ },
    grammar: 'rust',
  },
  {
    id: 'php',
    extensions: ['php', 'phtml'],
    templatePath: 'untitled.php',
    family: 'braces',
    memberBlock,
    syntax: { ...cSyntax, comments: ['//', '/*', '#'], hasAttributes: true, multiline: `"'`, heredocs: '<' },
    blockOpener: /^\s*(?:(?:case|if|elseif|for|foreach|while|switch)\b.*|(?:default|else)\s*):$/,
    clauses: {
      ...braceClauses,
      next: nextClauses({
        if: 'else elseif',
        elseif: 'else elseif',
        else: 'else',
        try: 'catch finally',
        catch: 'catch finally',
      }),
      ends: ['endif', 'endfor', 'endforeach', 'endwhile', 'endswitch'],
      decorator: /^\s*#\[.*\]\s*$/,
      needsSemicolon: true,
    },
  },
  {
    id: 'solidity',
    extensions: ['sol'],
    family: 'other',
    memberBlock,
    syntax: cSyntax,
    clauses: braceClauses,
  },
];
