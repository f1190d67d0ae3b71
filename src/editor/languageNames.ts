import * as vscode from 'vscode';

/** The part of an extension's manifest that declares languages. VS Code has translated it. */
interface LanguagesManifest {
  readonly contributes?: { readonly languages?: readonly { readonly id?: unknown; readonly aliases?: unknown }[] };
}

/** VS Code itself has this language; all others come from extensions, including its own. */
const plainText = 'plaintext';

/**
 * The name of a language as VS Code's language picker shows it: "TypeScript JSX" for `typescriptreact`. There is no API
 * for it.
 *
 * @returns the identifier itself if no extension names the language.
 */
export function languageName(languageId: string): string {
  if (languageId === plainText) return vscode.l10n.t('Plain Text');
  for (const { packageJSON } of vscode.extensions.all) {
    const { contributes } = packageJSON as LanguagesManifest;
    for (const { id, aliases } of contributes?.languages ?? []) {
      const name: unknown = id === languageId && Array.isArray(aliases) ? aliases[0] : undefined;
      if (typeof name === 'string') return name;
    }
  }
  return languageId;
}
