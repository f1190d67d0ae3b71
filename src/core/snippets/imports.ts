import { importStatements } from '../language/imports.js';
import { importNameOf } from './stems.js';

/** An import as possible path ends without extensions, the likeliest first. */
export type Import = readonly string[];

const extension = /\.[a-z]\w{0,3}$/i;

/** Only generated code has more imports; all files of a workspace are compared with each. */
const maxImports = 200;

/** Joins a folder and path segments, of which `..` goes up. */
function joined(folder: string, steps: readonly string[]): string {
  const parts = folder === '' ? [] : folder.split('/');
  for (const step of steps) {
    if (step === '..') parts.pop();
    else if (step !== '.' && step !== '') parts.push(step);
  }
  return parts.join('/');
}

/** An import by path, which may be relative to the file's folder. */
function byPath(name: string, folder: string): Import {
  const path = name.replace(extension, '');
  if (path.startsWith('.')) return [importNameOf(joined(folder, path.split('/')))];
  const parts = path.split('/');
  return [...new Set([path, parts.slice(-2).join('/'), parts.at(-1)!])];
}

/** An import by names separated by dots or colons; leading dots go up from the file's folder. */
function byNames(name: string, folder: string): Import {
  const dots = /^\.*/.exec(name)![0].length;
  const parts = name.split(/[.:]+/).filter((part) => part !== '' && !/^(?:crate|self|super)$/.test(part));
  const whole = dots > 0 ? joined(folder, [...Array<string>(dots - 1).fill('..'), ...parts]) : parts.join('/');
  return parts.length > 1 ? [whole, whole.slice(0, whole.lastIndexOf('/'))] : [whole];
}

/**
 * Finds the imports of a text, roughly and in any of the common languages.
 *
 * @param folder of the text's file.
 */
export function importsOf(text: string, folder: string): Import[] {
  const found = new Map<string, Import>();
  for (const { names, pattern } of importStatements) {
    const endsOf = names === 'path' ? byPath : byNames;
    for (const [, name] of text.matchAll(pattern)) found.set(name!, endsOf(name!, folder));
  }
  return [...found.values()].filter(([first]) => first !== '').slice(0, maxImports);
}
