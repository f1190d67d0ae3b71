/** Settings and commands of ours may be quoted; what else stands in quotation marks may be anybody's. */
const ours = /^(?:inkling\.[\w.]*|Inkling: [\w ]+)$/;

const quoted = /(["'`‘’“”])((?:\\.|(?!\1).)*)\1/g;

/** Whatever looks like a path or an address: a word with a slash in it. */
const pathLike = /\S*[\\/]\S*/g;

const longestLine = 300;

/** A line of text without paths and without what it quotes. */
function line(text: string): string {
  return text
    .replace(quoted, (whole, mark: string, inside: string) => (ours.test(inside) ? whole : `${mark}…${mark}`))
    .replace(pathLike, '(path)')
    .slice(0, longestLine);
}

const frame = /^\s+at (?:(?:async )?(.*?) \()?(.*?):(\d+):(\d+)\)?$/;

/** Where in our own files or in Node an error came from; other files, and what is in them, are not named. */
function frameLine(text: string): string | undefined {
  const [, name, file, row, column] = frame.exec(text) ?? [];
  if (file === undefined) return undefined;
  const own = /[\\/]dist[\\/](extension|worker)\.js$/.exec(file)?.[1];
  const place = own ? `${own}.js:${row!}:${column!}` : file.startsWith('node:') ? 'node' : undefined;
  if (place === undefined) return '    at (elsewhere)';
  return `    at ${name === undefined ? place : `${name} (${place})`}`;
}

/**
 * An error's message or stack as it may be shown to others: no quotations, which may be of somebody's code, no names of
 * files and folders.
 *
 * @param secrets what must not be in it wherever it stands, such as the folders that are set.
 */
export function withoutCode(text: string, secrets: readonly string[] = []): string {
  const known = [...secrets].filter((secret) => secret.trim() !== '').sort((a, b) => b.length - a.length);
  return known
    .reduce((left, secret) => left.replaceAll(secret, '(path)'), text)
    .split('\n')
    .flatMap((row, i) => (/^\s+at /.test(row) ? (frameLine(row) ?? []) : i === 0 ? line(row) : []))
    .join('\n');
}
