import { noMarks } from '../commentMarks.js';
import type { Language } from '../language.js';

/** Languages in which text and code mix, and those of documents. */
export const markupLanguages: readonly Language[] = [
  { id: 'vue', extensions: ['vue'], templatePath: 'untitled.vue', family: 'script', isMarkup: true },
  { id: 'svelte', extensions: ['svelte'], templatePath: 'untitled.svelte', family: 'script', isMarkup: true },
  { id: 'astro', extensions: ['astro'], family: 'other', isMarkup: true },
  {
    id: 'html',
    extensions: ['html', 'htm', 'xhtml'],
    templatePath: 'untitled.html',
    family: 'other',
    isMarkup: true,
  },
  {
    id: 'xml',
    aliases: ['xsl'],
    extensions: ['xml', 'xsl', 'xsd', 'svg'],
    templatePath: 'untitled.xml',
    family: 'other',
    isMarkup: true,
  },
  { id: 'markdown', extensions: ['md', 'markdown'], templatePath: 'untitled.md', family: 'other', isProse: true },
  {
    id: 'latex',
    aliases: ['tex', 'bibtex'],
    extensions: ['tex', 'sty', 'cls', 'bib'],
    family: 'other',
    marks: { ...noMarks, line: ['%'] },
  },
];
