import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bundledPackages } from '../../../scripts/package/bundled.mjs';
import { notices } from '../../../scripts/package/notices.mjs';
import { sbomOf } from '../../../scripts/package/sbom.mjs';
import { targetOf, TARGETS } from '../../../scripts/package/targets.mjs';
import { folderOfTest } from '../files/support/processes.js';

/** A folder of installed packages. */
function installed(packages: Readonly<Record<string, { license: string; text?: string }>>): string {
  const folder = folderOfTest();
  for (const [name, { license, text }] of Object.entries(packages)) {
    mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, name, 'package.json'), JSON.stringify({ version: '1.2.3', license }));
    if (text !== undefined) writeFileSync(join(folder, name, 'LICENSE.md'), text);
  }
  return folder;
}

describe('the packages in a bundle', () => {
  const inputs = {
    'dist/a.js': ['src/a.ts', 'node_modules/ignore/index.js', 'node_modules/@vscode/l10n/dist/main.js'],
    'dist/b.js': ['node_modules/outer/node_modules/inner/a.js', 'node_modules/ignore/index.js'],
  };

  test('are those of its files, each once', () => {
    expect(bundledPackages(['dist/a.js', 'dist/b.js'], inputs)).toEqual(['@vscode/l10n', 'ignore', 'inner']);
  });

  test('are not known when it was not built', () => {
    expect(() => bundledPackages(['dist/c.js'], inputs)).toThrow('The build has no dist/c.js.');
  });
});

describe('the notices', () => {
  test('have name, version, licence and text of each package', () => {
    const folder = installed({ small: { license: 'ISC', text: 'Do what you like.' } });
    expect(notices(['small'], folder)).toContain('\nsmall 1.2.3 (ISC)\n\nDo what you like.\n');
  });

  test.each([
    [{ license: 'GPL-3.0', text: 'Copyleft.' }, 'small is under "GPL-3.0", which is not a permissive licence.'],
    [{ license: 'MIT' }, 'small has no licence text: look at it.'],
  ])('refuse a package with %j', (facts, message) => {
    expect(() => notices(['small'], installed({ small: facts }))).toThrow(message);
  });
});

describe('the software bill of materials', () => {
  const component = (name: string, version = 1) => ({ 'bom-ref': `${name}@${version}`, name });
  const all = {
    metadata: { component: { ...component('inkling'), name: 'clone', type: 'library' } },
    components: [component('ignore'), component('ignore', 2), component('vitest')],
    dependencies: [
      { ref: 'inkling@1', dependsOn: ['ignore@1', 'vitest@1'] },
      { ref: 'vitest@1', dependsOn: [] },
    ],
  };

  test('has the parts that ship, and no other versions of them', () => {
    const { metadata, components, dependencies } = sbomOf(['ignore@1'], all);
    expect(metadata.component.name).toBe('inkling');
    expect(components).toEqual([component('ignore')]);
    expect(dependencies).toEqual([{ ref: 'inkling@1', dependsOn: ['ignore@1'] }]);
  });

  test('is not written when a part that ships is not known', () => {
    expect(() => sbomOf(['other@1'], all)).toThrow("npm's list of parts lacks other@1.");
  });
});

describe('the targets', () => {
  test('are those of the Marketplace for which there is a runtime', () => {
    const names = ['linux-x64', 'linux-arm64', 'win32-x64', 'win32-arm64', 'darwin-arm64', 'darwin-x64', 'alpine-x64', 'alpine-arm64', 'web']; // prettier-ignore
    expect(TARGETS.map(({ name }) => name)).toEqual(names);
  });

  test('are listed when another one is named', () => {
    expect(() => targetOf('linux-armhf')).toThrow(
      'There is no package for linux-armhf: give --target one of linux-x64,',
    );
  });
});
