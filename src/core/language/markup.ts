import { languageNamed } from './languageOf.js';
import type { Language } from './language.js';

/** Position of the cursor in a markup document: in its text, in a comment, or in a script or style within it. */
export type MarkupContext =
  | { readonly kind: 'markup' | 'comment' }
  /** @property language undefined for one that is not in the table. */
  | { readonly kind: 'embedded'; readonly language: Language | undefined; readonly text: string };

const defaults: Readonly<Record<string, string>> = { script: 'javascript', style: 'css' };

/** @param before the text before the cursor in HTML, XML, Vue, Svelte or the like. */
export function markupContext(before: string): MarkupContext {
  const marks = /<!--|<(script|style)\b/gi;
  for (let found = marks.exec(before); found; found = marks.exec(before)) {
    const element = found[1]?.toLowerCase();
    if (element === undefined) {
      const end = before.indexOf('-->', marks.lastIndex);
      if (end < 0) return { kind: 'comment' };
      marks.lastIndex = end;
      continue;
    }
    const tagEnd = before.indexOf('>', marks.lastIndex);
    if (tagEnd < 0) return { kind: 'markup' };
    const tag = before.slice(marks.lastIndex, tagEnd);
    const closer = new RegExp(`</${element}\\b`, 'gi');
    closer.lastIndex = tagEnd;
    // `<script src="…"/>` has no content.
    if (tag.endsWith('/')) marks.lastIndex = tagEnd;
    else if (closer.exec(before)) marks.lastIndex = closer.lastIndex;
    else {
      const name = /\blang\s*=\s*["']?([\w-]+)/i.exec(tag)?.[1]?.toLowerCase() ?? defaults[element]!;
      return { kind: 'embedded', language: languageNamed(name), text: before.slice(tagEnd + 1) };
    }
  }
  return { kind: 'markup' };
}
