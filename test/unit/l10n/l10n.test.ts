import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sourceTexts } from './sourceTexts.js';

const languages = ['de', 'zh-cn'];
type Texts = Readonly<Record<string, string>>;
const read = (file: string): Texts => JSON.parse(readFileSync(file, 'utf8')) as Texts;

/** `{0}` and the like, `$(icon)`s, settings and commands that a translation has to keep. */
const fixedParts = (text: string): string[] =>
  (text.match(/\{\d+\}|\$\([\w~-]+\)|`[^`]+`|"inkling\.[\w.]+"|#[\w.]+#/g) ?? []).sort();

const { translated, unreadable, bare } = sourceTexts('.');

describe('the texts in the sources', () => {
  it('are all literals that can be translated', () => expect(unreadable).toEqual([]));

  it('are all translated into the user’s language', () => expect(bare).toEqual([]));
});

describe.each(languages)('the texts in %s', (language) => {
  const bundle = read(`l10n/bundle.l10n.${language}.json`);
  const manifest = read(`package.nls.${language}.json`);

  it('are there for every text of the sources, and for no other', () => {
    expect(Object.keys(bundle).sort()).toEqual([...new Set(translated.map(({ text }) => text))].sort());
  });

  it('are there for every text of the manifest, and for no other', () => {
    expect(Object.keys(manifest).sort()).toEqual(Object.keys(read('package.nls.json')).sort());
  });

  it('keep the fixed parts, such as placeholders and icons', () => {
    const all = [
      ...Object.entries(bundle),
      ...Object.entries(read('package.nls.json')).map(([key, text]) => [text, manifest[key]!] as const),
    ];
    for (const [english, text] of all) expect(fixedParts(text), english).toEqual(fixedParts(english));
  });

  it('are translated', () => {
    const same = Object.entries(bundle).filter(([english, text]) => english === text && /\p{Ll}{4,}/u.test(english));
    expect(same.map(([english]) => english).filter((text) => !languageNeutral.has(text))).toEqual([]);
  });
});

/** Texts that are the same in other languages. */
const languageNeutral = new Set([
  '0 (greedy)',
  'Greedy',
  'Inkling · {0} · {1}',
  'Inkling: Download',
  'Prompt',
  'Token',
  'Token {0}: {1}',
  'greedy',
]);

describe('the manifest', () => {
  const manifest = readFileSync('package.json', 'utf8');
  const texts = read('package.nls.json');

  it('takes each text from package.nls.json, and each of those is used', () => {
    const used = [...manifest.matchAll(/"%([\w.-]+)%"/g)].map(([, key]) => key!);
    expect([...new Set(used)].sort()).toEqual(Object.keys(texts).sort());
  });

  it('has no other text that users see', () => {
    const seen = /"(title|description|markdownDescription|altText|shortTitle|deprecationMessage)": "(?!%)/;
    const { contributes } = JSON.parse(manifest) as { contributes: unknown };
    const lines = JSON.stringify(contributes, null, 1).split('\n');
    expect(lines.filter((line) => seen.test(line) && !line.includes('"Inkling"'))).toEqual([]);
  });
});
