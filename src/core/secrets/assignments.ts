import { isPlaceholder } from './formats.js';
import { surpriseOf } from './randomness.js';
import type { TextSpan } from './textSpans.js';

/** Names of secrets, from those whose values may be words to those whose values are random. */
const names = {
  password: 'pass(?:word|wd|phrase|code)|passwd|pwd',
  secret: 'secret|credentials?',
  key: '(?:api|access|secret|private|auth|encryption|signing|account|service|master|shared|client|app)[_-]?key|token|authorization',
} as const;
type Kind = keyof typeof names;

const kinds = Object.keys(names) as readonly Kind[];
const name = kinds.map((kind) => `(?<${kind}>${names[kind]})`).join('|');
/** Endings that such a name may have: `password2`, `SECRET_PROD`. */
const tail = '(?:[_-]?(?:prod|production|dev|test|live|staging|default|value|string|base64|hash|\\d{1,2}))?';
/** From a name to its value: closing quotes and brackets, a type, an assignment operator or an opening bracket. */
const link =
  '["\'`\\]]{0,2}[ \\t]{0,16}(?:\\?|:[ \\t]{0,4}\\w{1,24}\\??[ \\t]{0,4}(?==))?(?::=|=>|={1,3}|:|\\()[ \\t]{0,16}';
const quoted = `[a-zA-Z@$]{0,2}(?<quote>["'\`])(?<literal>[^\\s"'\`]{4,256})\\k<quote>`;
const element = '>(?<text>[^<>\\s]{4,256})</';
/**
 * A value up to the end of a line in a properties file, YAML or a shell script. The look-ahead takes the value as a
 * whole, so that nothing shorter is tried after it.
 */
const bare = '[ \\t]{0,4}[=:][ \\t]{0,4}(?=(?<bare>[^\\s"\'`;,(){}\\[\\]<>$]{6,128}))\\k<bare>[ \\t]*(?=\\n|$| #)';
const assignment = new RegExp(`(?:${name})${tail}(?:${link}${quoted}|${element}|${bare})`, 'gi');

/** Words that describe a value, and are none. */
const describing =
  /pass|secret|token|key|credential|^(?:string|text|required|optional|hidden|masked|invalid|missing|none|null|undefined|true|false|empty|number|boolean|object|unknown|default|test|basic|bearer|wrong|correct|error|enabled|disabled|sample)$/i;

/** A label of a user interface, in any language. */
const isLabel = (value: string): boolean =>
  /^\p{Lu}?\p{Ll}+[.:!?…]*$/u.test(value) && /^\p{Lu}|[^\x20-\x7e]/u.test(value);
const isWords = (value: string): boolean => /^[\p{L}._\-/:]+$/u.test(value);
/** An expression of a program: a name, or a path of names. */
const isExpression = (value: string): boolean => /^[\p{L}_$][\w$]*(?:[.:]{1,2}[\w$]+|->[\w$]+)*$/u.test(value);

const minKeyCharacters = 8;
const minSecretSurprise = 0.3;

function isSecretValue(kind: Kind, value: string): boolean {
  // These begin a path to the file that holds the value.
  if (isPlaceholder(value) || /^[~.]?\//.test(value)) return false;
  if (isWords(value)) return kind === 'password' && value.length >= 6 && !describing.test(value) && !isLabel(value);
  if (!/[A-Za-z0-9]/.test(value)) return false;
  if (kind === 'password') return true;
  const isMixed = value.length >= minKeyCharacters && /\d/.test(value) && /[a-z]/i.test(value);
  return isMixed && (kind === 'secret' || surpriseOf(value) >= minSecretSurprise);
}

/** An unquoted value counts in a settings file, where names are in capitals, or if it is no expression. */
function isSecretBareValue(kind: Kind, value: string, whole: string): boolean {
  const isSetting = /^[A-Z][A-Z0-9_]*=/.test(whole) || !isExpression(value);
  return isSetting && /\d/.test(value) && /[a-z]/i.test(value) && isSecretValue(kind, value);
}

/** Finds literal values that are assigned to a password, a secret or a key. */
export function findAssignments(text: string): TextSpan[] {
  const spans: TextSpan[] = [];
  for (const { 0: whole, index, groups = {} } of text.matchAll(assignment)) {
    const kind = kinds.find((one) => groups[one] !== undefined)!;
    const value = groups.literal ?? groups.text ?? groups.bare!;
    const isSecret = groups.bare === undefined ? isSecretValue(kind, value) : isSecretBareValue(kind, value, whole);
    if (!isSecret) continue;
    const from = index + whole.lastIndexOf(value);
    spans.push({ from, to: from + value.length });
  }
  return spans;
}
