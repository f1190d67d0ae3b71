import { describe, expect, it } from 'vitest';
import { languageOf } from '../../../../src/core/language/languageOf.js';
import { contextAtCursor } from '../../../../src/core/language/syntaxContext.js';

type Context = ReturnType<typeof contextAtCursor>;

it.each<[string, string | undefined, string, Context]>([
  ['python', 'bin/deploy', '#!/usr/bin/env python3\nx = 1  # count', 'comment'],
  ['python', 'bin/deploy', 'x = "a', 'literal'],
  ['shellscript', 'bin/run', 'echo # all', 'comment'],
  ['typescript', 'notes.txt', 'f(); // then', 'comment'],
  ['python', 'a.ts', 'x = a // b', 'code'],
  ['plaintext', 'a.ts', '// then', 'comment'],
  ['makefile', 'Makefile.am', 'all: # build', 'comment'],
  ['javascript', undefined, '// then', 'comment'],
  ['unknown-language', 'a.py', '# count', 'comment'],
])('finds %4$s after %3$j as %1$s in %2$s', (languageId, path, before, context) => {
  expect(contextAtCursor(languageOf({ path, languageId }), before)).toBe(context);
});

describe.each<[string, string, readonly (readonly [string, Context])[]]>([
  [
    'vue',
    'a.vue',
    [
      ['<template>\n  <!-- The list', 'comment'],
      ['<template>\n  <!-- The list -->\n  <p>', 'code'],
      ['<script setup lang="ts">\n// The list', 'comment'],
      ['<script setup lang="ts">\nconst a = "b', 'literal'],
      ['<script>\nconst a = 1;\n</script>\n<template>\n  <p>// no', 'code'],
      ['<script src="a.js"/>\n<p>// no', 'code'],
      ['<style lang="scss">\n// The list', 'comment'],
      ['<style>\n/* The list', 'comment'],
    ],
  ],
  [
    'svelte',
    'a.svelte',
    [
      ['<script lang="ts">\nlet a; // The', 'comment'],
      ['<!-- The', 'comment'],
      ['{#if a}', 'code'],
    ],
  ],
  [
    'html',
    'a.html',
    [
      ["<p>It's <!-- a", 'comment'],
      ['<p>It\'s "', 'code'],
      ['<SCRIPT>\n/* a', 'comment'],
    ],
  ],
  [
    'xml',
    'a.xml',
    [
      ['<a><!-- b', 'comment'],
      ['<a><!-- b --><c>', 'code'],
    ],
  ],
  [
    'lua',
    'a.lua',
    [
      ['local a = 1 -- the', 'comment'],
      ['--[[ The\nlist', 'comment'],
      ['--[[ The ]] local', 'code'],
      ['a = "-- ', 'literal'],
      ['a = [[ text\n', 'literal'],
    ],
  ],
  [
    'haskell',
    'A.hs',
    [
      ['f x = x -- the', 'comment'],
      ['{- a {- b -} c', 'comment'],
      ['{- a -} f', 'code'],
      ["f = '\"' ", 'code'],
      ["foldl' f", 'code'],
    ],
  ],
  [
    'powershell',
    'a.ps1',
    [
      ['Get-Item # the', 'comment'],
      ['<# The\n', 'comment'],
      ['"C:\\" + ', 'code'],
      ['"a `" b', 'literal'],
    ],
  ],
  [
    'perl',
    'a.pl',
    [
      ['my $a; # the', 'comment'],
      ['$#array', 'code'],
      ['1;\n=head1 NAME\ntext', 'comment'],
      ['1;\n=head1 NAME\n\n=cut\nmy', 'code'],
    ],
  ],
  [
    'makefile',
    'Makefile',
    [
      ['all: # the', 'comment'],
      ["\techo don't", 'code'],
    ],
  ],
  [
    'dockerfile',
    'Dockerfile',
    [
      ['FROM a\n  # the', 'comment'],
      ['RUN a#b', 'code'],
      ['RUN a # b', 'code'],
    ],
  ],
  [
    'latex',
    'a.tex',
    [
      ['Text % the', 'comment'],
      ['5 \\% of', 'code'],
    ],
  ],
  [
    'clojure',
    'a.clj',
    [
      ['(a) ; the', 'comment'],
      ['(a "b', 'literal'],
      ["'(a", 'code'],
      ['\\; a', 'code'],
    ],
  ],
  [
    'nix',
    'a.nix',
    [
      ['a = 1; # the', 'comment'],
      ['/* the', 'comment'],
      ["a = ''\n text", 'literal'],
    ],
  ],
  [
    'cmake',
    'CMakeLists.txt',
    [
      ['add(a) # the', 'comment'],
      ['#[[ the\nb', 'comment'],
      ['set(A "b', 'literal'],
    ],
  ],
  [
    'solidity',
    'a.sol',
    [
      ['uint a; // the', 'comment'],
      ['/** @', 'comment'],
      ['a = "b', 'literal'],
    ],
  ],
  [
    'scss',
    'a.scss',
    [
      ['.a { } // the', 'comment'],
      ['/* the', 'comment'],
      ['.a { background: url(https://a.b', 'code'],
      ['.a { content: "b', 'literal'],
    ],
  ],
  [
    'ruby',
    'a.rb',
    [
      ['# the', 'comment'],
      ['a = 1 # the', 'comment'],
      ['=begin\nThe list', 'comment'],
      ['=begin\nThe list\n=end\n', 'code'],
      ['a = "b ', 'literal'],
      ['a = "b #', 'literal'],
      ['a = "b #{', 'code'],
      ['a = "b #{c} ', 'literal'],
      ['a = <<~TEXT\n  The list', 'literal'],
      ['a = <<~TEXT\n  The list\nTEXT\n', 'code'],
    ],
  ],
  [
    'php',
    'a.php',
    [
      ['$a = 1; // the', 'comment'],
      ['# the', 'comment'],
      ['/** The', 'comment'],
      ['#[', 'code'],
      ['#[Route("/a")]\n', 'code'],
      ["$a = 'b ", 'literal'],
      ['$a = <<<EOT\nThe list', 'literal'],
    ],
  ],
  [
    'kotlin',
    'a.kt',
    [
      ['val a = 1 // the', 'comment'],
      ['/* a /* b */ c', 'comment'],
      ['/* a /* b */ c */ ', 'code'],
      ['val a = """b\n"c', 'literal'],
      ['val a = "${', 'code'],
      ['val a = "$b ', 'literal'],
    ],
  ],
  [
    'fsharp',
    'a.fs',
    [
      ['let a = 1 // the', 'comment'],
      ['(* a (* b *) c', 'comment'],
    ],
  ],
  [
    'bat',
    'a.bat',
    [
      ['rem the', 'comment'],
      ['dir\n:: the', 'comment'],
      ['echo rem ', 'code'],
    ],
  ],
  [
    'less',
    'a.less',
    [
      ['// the', 'comment'],
      ['@a: 1;', 'code'],
    ],
  ],
])('%s', (languageId, path, cases) => {
  it.each(cases)('finds after %j: %s', (before, context) => {
    expect(contextAtCursor(languageOf({ path }), before)).toBe(context);
    expect(contextAtCursor(languageOf({ path: 'bin/run', languageId }), before)).toBe(context);
  });
});
