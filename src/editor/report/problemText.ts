import type { Problem } from '../problem.js';
import { leftOut, type KnownTexts } from './knownTexts.js';
import { publicCodes } from './systemCodes.js';

/** Kinds of errors of the language and of ours. */
const kinds = new Set([
  'AbortError',
  'AggregateError',
  'DOMException',
  'Error',
  'EvalError',
  'RangeError',
  'ReferenceError',
  'SyntaxError',
  'TypeError',
  'URIError',
  'UserError',
]);

const maxFrames = 20;

/** With the name of a function and the place in brackets, or the place alone, which may contain brackets. */
const namedFrame = /^\s+at (.*?) \((.*):(\d+):(\d+)\)$/;
const bareFrame = /^\s+at ()(.*):(\d+):(\d+)$/;
/** A name of the language's, as in `async Engine.run` or `new Worker`; no path looks like one. */
const functionName = /^(?:async )?(?:new )?[\w$#<>]+(?:\.[\w$#<>]+)*(?: \[as [\w$#]+\])?$/;

/** Where in our own files or in Node an error came from; other files, and functions in them, are not named. */
function frameText(line: string): string {
  const [, name = '', file = '', row, column] = namedFrame.exec(line) ?? bareFrame.exec(line) ?? [];
  const own = /[\\/]dist[\\/](?:web[\\/])?(extension|worker)\.js$/.exec(file)?.[1];
  const place = own ? `${own}.js:${row!}:${column!}` : /^node:[\w/]+$/.test(file) ? 'node' : undefined;
  if (place === undefined) return '    at (elsewhere)';
  return functionName.test(name) ? `    at ${name} (${place})` : `    at ${place}`;
}

function codeOf(code: unknown): string {
  return typeof code === 'string' && publicCodes.has(code) ? ` (${code})` : '';
}

/**
 * What a report says of a problem: a message only if it is Inkling's own, and without the values in it; of an error its
 * kind, the system's code, and where in Inkling it came from. No word of a path or of code gets through, since none is
 * ever copied.
 */
export function problemText(problem: Problem, texts: KnownTexts): string {
  const message = texts.of(problem.message) ?? leftOut;
  if (problem.kind === undefined) return message;
  const frames = (problem.frames ?? []).slice(0, maxFrames).map(frameText);
  return [`${kinds.has(problem.kind) ? problem.kind : 'Error'}: ${message}${codeOf(problem.code)}`, ...frames].join(
    '\n',
  );
}
