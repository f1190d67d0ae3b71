import { doubleQuotes, hashMarks, noMarks, type CommentMarks } from '../commentMarks.js';
import type { Language } from '../language.js';

const haskellMarks: CommentMarks = {
  ...noMarks,
  line: ['--'],
  block: [['{-', '-}']],
  isNested: true,
  strings: [[`'"`, "'"], doubleQuotes],
};
const lispMarks: CommentMarks = { ...noMarks, line: [';'], block: [['#|', '|#']], strings: [doubleQuotes] };

/** Functional languages, of which only comments and strings are known. */
export const functionalLanguages: readonly Language[] = [
  { id: 'haskell', extensions: ['hs'], family: 'other', marks: haskellMarks },
  { id: 'elm', extensions: ['elm'], family: 'other', marks: haskellMarks },
  {
    id: 'fsharp',
    extensions: ['fs', 'fsi', 'fsx'],
    templatePath: 'untitled.fs',
    family: 'other',
    marks: { ...noMarks, line: ['//'], block: [['(*', '*)']], isNested: true, strings: [doubleQuotes] },
  },
  {
    id: 'erlang',
    extensions: ['erl', 'hrl'],
    family: 'other',
    marks: { ...noMarks, line: ['%'], strings: [doubleQuotes] },
  },
  {
    id: 'clojure',
    extensions: ['clj', 'cljs', 'cljc', 'edn'],
    templatePath: 'untitled.clj',
    family: 'other',
    marks: lispMarks,
  },
  { id: 'lisp', aliases: ['commonlisp', 'elisp'], extensions: ['lisp', 'el'], family: 'other', marks: lispMarks },
  { id: 'scheme', extensions: ['scm'], family: 'other', marks: lispMarks },
  { id: 'racket', extensions: ['rkt'], family: 'other', marks: lispMarks },
  {
    id: 'nix',
    extensions: ['nix'],
    family: 'other',
    marks: { ...hashMarks, block: [['/*', '*/']], strings: [["''", "''"], doubleQuotes] },
  },
];
