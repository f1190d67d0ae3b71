/** User settings of a VS Code that is started for a test or a picture. */

/** No look-ups on the network, where there may be none. Nothing else differs from a new profile. */
export const offlineSettings = {
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'typescript.disableAutomaticTypeAcquisition': true,
};

/**
 * The settings of most windows: nothing asks, fetches, animates or covers the editor.
 * @param {'dark' | 'light'} theme
 * @returns {Record<string, unknown>}
 */
export function quietSettings(theme = 'dark') {
  return {
    ...offlineSettings,
    'workbench.colorTheme': theme === 'light' ? 'Default Light Modern' : 'Default Dark Modern',
    'window.autoDetectColorScheme': false,
    'workbench.startupEditor': 'none',
    'workbench.tips.enabled': false,
    'workbench.welcomePage.walkthroughs.openOnInstall': false,
    'workbench.secondarySideBar.defaultVisibility': 'hidden',
    'workbench.enableExperiments': false,
    'workbench.reduceMotion': 'on',
    'chat.disableAIFeatures': true,
    'chat.commandCenter.enabled': false,
    'update.showReleaseNotes': false,
    'extensions.ignoreRecommendations': true,
    'security.workspace.trust.enabled': false,
    'files.autoSave': 'off',
    'git.enabled': false,
    'editor.fontFamily': "'JetBrains Mono', 'DejaVu Sans Mono', monospace",
    // Ghost text is read from the DOM: white space must not be drawn as dots, and the caret must not blink in pictures.
    'editor.renderWhitespace': 'none',
    'editor.cursorBlinking': 'solid',
    'editor.minimap.enabled': false,
  };
}
