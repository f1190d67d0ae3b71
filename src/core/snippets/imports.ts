import { importStatements } from '../language/imports.js';
import { calledOf } from './stems.js';

/** An import as ends of paths without extensions, any of which may be meant, the likeliest first. */
export type Import = readonly string[];

const extension = /\.[a-z]\w{0,3}$/i;

/** More imports are those of generated code; all files of a workspace are compared with each. */
const maxImports = 200;

/** Joins a folder and steps from there, of which `..` goes up. */
function joined(folder: string, steps: readonly string[]): string {
  const parts = folder === '' ? [] : folder.split('/');
  for (const step of steps) {
    if (step === '..') parts.pop();
    else if (step !== '.' && step !== '') parts.push(step);
  }
  return parts.join('/');
}

/** A path, which may lead from the file's own folder. */
function byPath(name: string, folder: string): Import {
  const path = name.replace(extension, '');
  if (path.startsWith('.')) return [calledOf(joined(folder, path.split('/')))];
  const parts = path.split('/');
  return [...new Set([path, parts.slice(-2).join('/'), parts.at(-1)!])];
}

/** Names with dots or colons between them; dots in front lead up from the file's own folder. */
function byNames(name: string, folder: string): Import {
  const dots = /^\.*/.exec(name)![0].length;
  const parts = name.split(/[.:]+/).filter((part) => part !== '' && !/^(?:crate|self|super)$/.test(part));
  const whole = dots > 0 ? joined(folder, [...Array<string>(dots - 1).fill('..'), ...parts]) : parts.join('/');
  return parts.length > 1 ? [whole, whole.slice(0, whole.lastIndexOf('/'))] : [whole];
}

/**
 * What a text imports, roughly and in any of the common languages.
 *
 * @param folder of the file that the text is in.
 */
export function importsOf(text: string, folder: string): Import[] {
  const found = new Map<string, Import>();
  for (const { names, pattern } of importStatements) {
    const endsOf = names === 'path' ? byPath : byNames;
    for (const [, name] of text.matchAll(pattern)) found.set(name!, endsOf(name!, folder));
  }
  return [...found.values()].filter(([first]) => first !== '').slice(0, maxImports);
}
