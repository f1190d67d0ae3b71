/** The file of a user's own rules, and whether git distinguishes cases, as a configuration says. */
export interface CoreConfig {
  /** `core.excludesFile`; empty for none. */
  readonly excludesFile?: string;
  readonly ignoreCase?: boolean;
}

const unquoted = (value: string): string => {
  const text = value.startsWith('"') ? value.slice(1, value.indexOf('"', 1)) : value.replace(/\s+[#;].*$/, '').trim();
  return text.replaceAll('\\\\', '\\');
};

/** Reads the section `[core]` of a git configuration; files that it includes are not read. */
export function coreConfig(text: string): CoreConfig {
  let section = '';
  let config: CoreConfig = {};
  for (const line of text.split('\n')) {
    const [, name] = /^\s*\[\s*([^\]]+?)\s*\]/.exec(line) ?? [];
    section = name?.toLowerCase() ?? section;
    const [, key, value = ''] = /^\s*([a-z][\w-]*)\s*(?:=\s*(.*?))?\s*$/i.exec(line) ?? [];
    if (section !== 'core' || key === undefined) continue;
    if (key.toLowerCase() === 'excludesfile') config = { ...config, excludesFile: unquoted(value) };
    if (key.toLowerCase() === 'ignorecase') config = { ...config, ignoreCase: /^(|true|yes|on|1)$/i.test(value) };
  }
  return config;
}
