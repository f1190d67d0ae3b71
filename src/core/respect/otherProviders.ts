/** Extensions that show ghost text of their own, by their ids in small letters, and what people call them. */
const known: Readonly<Record<string, string>> = {
  'amazonwebservices.amazon-q-vscode': 'Amazon Q',
  'augment.vscode-augment': 'Augment',
  'codeium.codeium': 'Windsurf',
  'continue.continue': 'Continue',
  'ggml-org.llama-vscode': 'llama.vscode',
  'github.copilot': 'GitHub Copilot',
  'google.geminicodeassist': 'Gemini Code Assist',
  'rjmacarthy.twinny': 'twinny',
  'sourcegraph.cody-ai': 'Cody',
  'supermaven.supermaven': 'Supermaven',
  'tabbyml.vscode-tabby': 'Tabby',
  'tabnine.tabnine-vscode': 'Tabnine',
  'visualstudioexptteam.vscodeintellicode-completions': 'IntelliCode Completions',
};

/** The names of those among some extensions that show ghost text, too. */
export function otherProvidersAmong(ids: readonly string[]): string[] {
  return ids.flatMap((id) => known[id.toLowerCase()] ?? []);
}
