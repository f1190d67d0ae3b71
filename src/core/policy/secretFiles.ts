import { secretAsTemplate, secretNames, secretPlaces, templateName } from './secretPatterns.js';

/** Endings that editors and users add to the name of a copy: `.env.bak`, `id_rsa~`, `.credentials.json.swp`, `key (1).pem`. */
const copyEnd =
  /(~|[-_. ](bak|backup|old|orig|original|save|saved|copy|tmp|temp|prev|previous|rej|disabled|sw[a-p])|[-_.]\d{1,8}([-_.]?\d{2}){0,2}| \(\d+\))$/;
const copyNumber = /( copy| \(\d+\)|[-_. ](bak|backup|old|copy))(?=\.\w+$)/;

/** Maximum number of such endings that are removed from a name. */
const maxCopies = 3;

/** No file system has longer names; a longer one counts as secret without a closer look. */
const maxNameLength = 1000;

/** The name, and the names of which it may be a copy. */
function originals(name: string): string[] {
  const names = new Set([name]);
  let original = name.replace(/^#(.+)#$/, '$1').replace(/(?<![. ])[. ]+$/, '');
  for (let i = 0; i < maxCopies; i++) {
    names.add(original);
    // A swap file of vim has an additional dot at its start.
    if (/\.sw[a-p]$/.test(original)) names.add(original.replace(/^\./, '').replace(copyEnd, ''));
    names.add(original.replace(/^\.#/, ''));
    original = original.replace(copyEnd, '').replace(copyNumber, '');
  }
  names.add(original);
  return [...names];
}

const isOneOf = (patterns: readonly RegExp[], text: string): boolean => patterns.some((pattern) => pattern.test(text));

function isSecretName(name: string): boolean {
  if (name.endsWith('.pub')) return false;
  return isOneOf(templateName.test(name) ? secretAsTemplate : secretNames, name);
}

/**
 * Whether a file holds secrets, by its name or path: environments, private keys, credentials, tokens, histories, and
 * copies of those. Their content must not get into any prompt or index, so Inkling suggests nothing in them either.
 *
 * In other files, `core/secrets` finds text that looks like a credential. Other secrets there are not recognized: users
 * exclude files with those by the setting `inkling.exclude`.
 *
 * @param path with `/` or `\` between folders, in upper or lower case.
 */
export function isSecretFile(path: string): boolean {
  const lower = `/${path.replaceAll('\\', '/').toLowerCase()}`;
  const name = lower.slice(lower.lastIndexOf('/') + 1);
  if (name.length > maxNameLength) return true;
  const folder = lower.slice(0, lower.length - name.length);
  return originals(name).some((original) => isSecretName(original) || isOneOf(secretPlaces, folder + original));
}
