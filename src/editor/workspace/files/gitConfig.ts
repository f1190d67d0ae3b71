/** The file of a user's own rules, and whether git distinguishes cases, as a configuration says. */
export interface CoreConfig {
  /** `core.excludesFile`; empty for none. */
  readonly excludesFile?: string;
  readonly ignoreCase?: boolean;
}

const unquoted = (value: string): string => {
  const text = value.startsWith('"') ? value.slice(1, value.indexOf('"', 1)) : value.split(/(?<=\s)[#;]/, 1)[0]!.trim();
  return text.replaceAll('\\\\', '\\');
};

/** Reads the section `[core]` of a git configuration; files that it includes are not read. */
export function coreConfig(text: string): CoreConfig {
  let section = '';
  let config: CoreConfig = {};
  for (const line of text.split('\n').map((written) => written.trim())) {
    if (line.startsWith('[')) section = line.slice(1, line.indexOf(']')).trim().toLowerCase();
    const equals = line.indexOf('=');
    const key = (equals < 0 ? line : line.slice(0, equals)).trim().toLowerCase();
    const value = equals < 0 ? '' : line.slice(equals + 1).trim();
    if (section !== 'core') continue;
    if (key === 'excludesfile') config = { ...config, excludesFile: unquoted(value) };
    if (key === 'ignorecase') config = { ...config, ignoreCase: /^(|true|yes|on|1)$/i.test(value) };
  }
  return config;
}
