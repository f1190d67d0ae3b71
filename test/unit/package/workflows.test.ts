import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const folder = '.github/workflows';
const textOf = (name: string): string => readFileSync(join(folder, name), 'utf8');
const all = (pattern: RegExp, text: string): string[] => [...text.matchAll(pattern)].map(([, found]) => found!);
const { scripts, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  scripts: Readonly<Record<string, string>>;
  devDependencies: Readonly<Record<string, string>>;
};

const workflows = readdirSync(folder);

describe.each(workflows)('the workflow %s', (name) => {
  const text = textOf(name);

  test('runs only scripts that exist', () => {
    const ofNpm = all(/npm run ([\w:-]+)/g, text);
    const files = all(/(?:node|bash) ([\w./-]+)/g, text);
    expect(ofNpm.length + files.length).toBeGreaterThan(0);
    expect(ofNpm.filter((script) => !(script in scripts))).toEqual([]);
    expect(files.filter((file) => !existsSync(file))).toEqual([]);
  });

  test('pins each action to a commit, with its version beside it', () => {
    const actions = all(/uses: (.+)/g, text);
    expect(actions.length).toBeGreaterThan(0);
    const pinned = /^(\.\/.+|[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/;
    expect(actions.filter((action) => !pinned.test(action))).toEqual([]);
  });

  test('gives no permission to all of its jobs but to read the source', () => {
    const [top] = all(/^permissions:([^]*?)\n(?=\S|\n)/gm, text);
    expect(['{}', 'contents: read']).toContain(top!.trim());
  });

  test('leaves no credential of git in the working tree', () => {
    const checkouts = all(/(actions\/checkout@[^]*?)(?=\n +- |\n\n|$)/g, text);
    expect(checkouts.filter((step) => !step.includes('persist-credentials: false'))).toEqual([]);
  });
});

describe('the release workflow', () => {
  const text = textOf('release.yml');
  const jobs = text.split(/^(?= {2}[\w-]+:$)/m).slice(1);
  const jobOf = (part: string): string[] => jobs.filter((job) => job.includes(part));

  test.each(['vsce publish', 'ovsx publish', 'actions/attest@'])('runs %s only for a tag', (part) => {
    const found = jobOf(part);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain("if: github.ref_type == 'tag'");
  });

  test('creates a release on GitHub only after both uploads', () => {
    expect(jobOf('gh release create')[0]).toContain('needs: [package, marketplace, open-vsx]');
  });

  test('uploads nothing before tests, runtimes and packages are checked', () => {
    expect(jobOf('actions/attest@')[0]).toContain('needs: [test, runtime, package]');
    expect([jobOf('vsce publish')[0], jobOf('ovsx publish')[0]].filter((job) => !job!.includes('needs: attest'))).toEqual([]); // prettier-ignore
  });

  test('loads the runtime of each platform that has one', () => {
    const runtimes = readdirSync('node_modules/onnxruntime-node/bin/napi-v6').flatMap((platform) =>
      readdirSync(join('node_modules/onnxruntime-node/bin/napi-v6', platform)).map((arch) => `${platform}-${arch}`),
    );
    expect(all(/target: ([\w-]+),/g, text).sort()).toEqual(runtimes.sort());
  });

  test('uses secrets that the guide to a release names', () => {
    const guide = readFileSync('docs/release.md', 'utf8');
    const secrets = new Set(all(/secrets\.(\w+)/g, text));
    expect([...secrets].sort()).toEqual(['AZURE_CLIENT_ID', 'AZURE_TENANT_ID', 'OVSX_PAT']);
    expect([...secrets].filter((secret) => !guide.includes(`\`${secret}\``))).toEqual([]);
  });

  test('uploads with the version of vsce that packs', () => {
    const { dependencies } = JSON.parse(readFileSync('.github/publish/package.json', 'utf8')) as {
      dependencies: Readonly<Record<string, string>>;
    };
    expect(dependencies['@vscode/vsce']).toBe(devDependencies['@vscode/vsce']);
  });
});
