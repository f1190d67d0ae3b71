/** Colours are the theme's; where a theme has only borders, they carry what the colours would. */
export const style = `
main { max-width: 60rem; margin: 0 auto; padding: 0.5rem 1rem 2rem; line-height: 1.5; }
h1 { font-size: 1.6em; font-weight: 500; margin: 0.5em 0 0; }
p { max-width: 45rem; }
dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(12rem, 100%), 1fr)); gap: 0.75rem; margin: 1.5rem 0; }
dl > div { padding: 0.6rem 0.8rem; border-radius: 4px; background: var(--vscode-editorWidget-background);
  border: 1px solid var(--vscode-contrastBorder, transparent); }
dt { color: var(--vscode-descriptionForeground); }
dd { margin: 0; font-size: 1.3em; }
figure { margin: 1.5rem 0; }
svg { width: 100%; height: auto; }
svg text { fill: var(--vscode-descriptionForeground); font-size: 11px; }
svg line { stroke: var(--vscode-descriptionForeground); stroke-width: 1; }
svg rect.shown { fill: var(--vscode-charts-blue); fill-opacity: 0.3; stroke: var(--vscode-contrastBorder, none); }
svg rect.taken { fill: var(--vscode-charts-blue); stroke: var(--vscode-contrastBorder, none); }
.key { display: inline-block; width: 0.8em; height: 0.8em; margin-left: 1em; border: 1px solid var(--vscode-charts-blue); }
.key.taken { background: var(--vscode-charts-blue); }
.key.shown { background: color-mix(in srgb, var(--vscode-charts-blue) 30%, transparent); }
figcaption { text-align: right; color: var(--vscode-descriptionForeground); }
.wide { overflow-x: auto; margin: 1.5rem 0; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; font-size: 1.15em; padding-bottom: 0.3em; }
th, td { padding: 0.3rem 0.6rem; text-align: right; vertical-align: bottom;
  border-bottom: 1px solid var(--vscode-editorWidget-border, var(--vscode-contrastBorder, transparent)); }
td { white-space: nowrap; }
th { font-weight: 600; }
th:first-child { text-align: left; padding-left: 0; white-space: nowrap; }
summary { cursor: pointer; margin: 0.75rem 0; }
.button { display: inline-block; padding: 0.3rem 0.9rem; border-radius: 2px; text-decoration: none;
  color: var(--vscode-button-secondaryForeground); background: var(--vscode-button-secondaryBackground);
  border: 1px solid var(--vscode-contrastBorder, var(--vscode-descriptionForeground)); }
.button:hover { background: var(--vscode-button-secondaryHoverBackground); color: var(--vscode-button-secondaryForeground); }
:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: 2px; }
`;
