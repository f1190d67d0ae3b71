import { describe, expect, it } from 'vitest';
import { blockCommentEnds, isCommentLine, lineCommentStart } from '../../../../src/core/language/commentLine.js';
import { languageNamed } from '../../../../src/core/language/languageOf.js';

describe('isCommentLine', () => {
  it.each([
    ['ts', ['// a', '  /* a', ' * a', ' */', ' *', '/** a */'], ['a(); // b', '--i;', '#a = 1;', '"""', '; a']],
    ['c', ['// a', ' * a'], ['#include <a>', '*p = 1;', '**p = 1;']],
    ['py', ['# a', '#a'], ['*args,', '// 2', '-- a', '"""a"""']],
    ['rs', ['//! a', '/// a'], ['#[test]', '*a += 1;']],
    ['php', ['# a', '// a'], ['#[A]']],
    ['yaml', ['# a'], ['- a', '-- a']],
    ['sql', ['-- a', '/* a'], ['# a']],
    ['rb', ['# a', '=begin', '=end'], ['// a']],
    ['hs', ['-- a', '{- a', '-}'], ['# a']],
    ['lisp', ['; a', ';; a'], ['# a']],
    ['tex', ['% a'], ['# a']],
    ['bat', [':: a', 'rem a'], ['# a']],
    ['pl', ['# a', '=head1', '=cut'], ['  = a', '// a']],
    ['vue', ['<!-- a', '// a', ' * a'], ['<a>']],
    ['xyz', ['// a', '# a', '-- a', '; a', '% a', ' * a', '<!-- a'], ['a # b', '']],
  ])('tells comments from code: %s, %j and %j', (name, comments, code) => {
    const language = languageNamed(name);
    expect(comments.filter((line) => !isCommentLine(line, language))).toEqual([]);
    expect(code.filter((line) => isCommentLine(line, language))).toEqual([]);
  });
});

describe('lineCommentStart', () => {
  it.each([
    ['ts', '  /// a', '///'],
    ['rs', '//! a', '//!'],
    ['py', '## a', '##'],
    ['sql', '--- a', '--'],
    ['lisp', ';;; a', ';;;'],
    ['bat', 'rem a', 'rem '],
    ['ts', '# a', undefined],
    ['c', 'a; // b', undefined],
    ['xyz', '## a', '##'],
  ])('returns the characters that begin a comment: %s, %j', (name, line, start) => {
    expect(lineCommentStart(line, languageNamed(name))).toBe(start);
  });
});

describe('blockCommentEnds', () => {
  it.each([
    ['ts', ['*/']],
    ['py', []],
    ['rb', ['=end']],
    ['hs', ['-}']],
    ['html', ['*/', '-->']],
    ['xyz', ['*/', '-->']],
  ])('returns those of the language, or the usual ones: %s', (name, ends) => {
    expect(blockCommentEnds(languageNamed(name))).toEqual(ends);
  });
});
