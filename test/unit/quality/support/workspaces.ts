import type { MeasuredWorkspace } from '../../../../quality/material/material.js';
import type { MeasuredLanguage } from '../../../../quality/repositories.js';

/** A workspace whose files are all measured. */
export function workspaceOf(language: MeasuredLanguage, files: Readonly<Record<string, string>>): MeasuredWorkspace {
  const all = Object.entries(files).map(([path, text]) => ({ path, text }));
  return { repository: { name: `some/${language}`, commit: '0', language }, files: all, measured: all };
}

/** Code without any repetition. */
export const someCode = (calls: number): string =>
  Array.from(
    { length: calls },
    (_, i) => `function f${i}(a${i}: number) {\n  const b${i} = g(a${i}, ${i});\n  return h(b${i});\n}\n`,
  ).join('\n');
