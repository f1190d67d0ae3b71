import { languageOf } from '../../src/core/language/languageOf.js';
import type { Rng } from '../../src/core/sampling/rng.js';
import type { MeasuredWorkspace, SourceFile } from '../material/material.js';
import type { GenerateCase } from './cases.js';
import { cutTarget } from './cut.js';

const item = /^([ \t]*(?:[-*+]|\d+\.)[ \t]+)(\S.{20,160})$/;
const fence = /^```\w+\n((?:(?!```).+\n){3,12})```$/gm;

/** A list item's text after its first two words, with at least one more item below. */
function cutItem(text: string, rng: Rng): readonly [number, number] | undefined {
  const lines = text.split('\n');
  const starts = lines.reduce<number[]>((all, line, i) => [...all, all[i]! + line.length + 1], [0]);
  const items = lines.flatMap((line, i) => (item.test(line) && item.test(lines[i + 1] ?? '') ? [i] : []));
  const at = items[Math.floor(rng() * items.length)];
  if (at === undefined) return undefined;
  const [, mark = '', content = ''] = item.exec(lines[at]!)!;
  // At least one more word follows, since the item is long.
  const words = /^\S+(?:\s+\S+)?(?=\s)/.exec(content)?.[0].length ?? 0;
  return [starts[at]! + mark.length + words, starts[at]! + lines[at]!.length];
}

/** The lines of a fence after its first one. */
function cutFence(text: string, rng: Rng): readonly [number, number] | undefined {
  const fences = [...text.matchAll(fence)];
  const chosen = fences[Math.floor(rng() * fences.length)];
  if (!chosen) return undefined;
  const code = chosen[1]!;
  const start = chosen.index + chosen[0].indexOf('\n') + 1 + code.indexOf('\n') + 1;
  return [start, chosen.index + chosen[0].length - '\n```'.length];
}

const isReadable = ({ path, text }: SourceFile): boolean =>
  path.toLowerCase().endsWith('.md') && text.length > 800 && text.length < 60_000 && !/changelog/i.test(path);

/** A case in a random Markdown file of a repository: an item or a fence in turn. */
export function cutMarkdown({ repository, files }: MeasuredWorkspace, rng: Rng, n: number): GenerateCase | undefined {
  const readable = files.filter(isReadable);
  const file = readable[Math.floor(rng() * readable.length)];
  const span = file && (n % 2 === 0 ? cutItem : cutFence)(file.text, rng);
  if (!span) return undefined;
  const { path, text } = file;
  const [start, end] = span;
  const target = cutTarget(path, { prefix: text.slice(0, start), original: '', suffix: text.slice(end) });
  const original = text.slice(start, end);
  return {
    kind: 'markdown',
    repository: repository.name,
    codeLanguage: 'Markdown',
    path,
    language: languageOf({ path }),
    target,
    original,
  };
}
