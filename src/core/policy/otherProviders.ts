/** Names of other extensions that show ghost text, by extension id. */
export const otherProviders: Readonly<Record<string, string>> = {
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
