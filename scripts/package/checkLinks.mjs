/** Links of the pages that the Marketplace shows: there is no repository around them. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { repoRoot } from '../../test/harness/edition.mjs';

/** The Markdown reader of vsce, which the Marketplace uses as well. */
const MarkdownIt = createRequire(import.meta.url)('markdown-it');

/** Addresses of files of the repository, as vsce makes them of relative links. */
const OWN = /^https:\/\/github\.com\/inkling\/inkling\/(?:blob|raw)\/HEAD\/([^#?]+)/;

/** @returns {{image: boolean, target: string}[]} the links and images of a page */
function linksIn(/** @type {string} */ markdown) {
  const tokens = new MarkdownIt({ html: true }).parse(markdown, {});
  const inline = tokens.flatMap((/** @type {any} */ { children }) => children ?? []);
  return inline.flatMap((/** @type {any} */ token) => {
    if (token.type === 'image') return [{ image: true, target: token.attrGet('src') }];
    return token.type === 'link_open' ? [{ image: false, target: token.attrGet('href') }] : [];
  });
}

/** @returns {string[]} what is wrong with a link */
function problemsOf(/** @type {{image: boolean, target: string}} */ { image, target }) {
  if (target.startsWith('#')) return [];
  if (!target.startsWith('https://')) return [`${target} is not an absolute https address`];
  const own = OWN.exec(target)?.[1];
  return [
    ...(image && /\.svg($|[?#])/i.test(target) ? [`${target} is an SVG, which the Marketplace does not show`] : []),
    ...(own && !existsSync(path.join(repoRoot, decodeURI(own))) ? [`${target} is no file of the repository`] : []),
  ];
}

/**
 * What is wrong with the links of a page.
 * @param {string} markdown
 * @returns {string[]}
 */
export const linkProblems = (markdown) => linksIn(markdown).flatMap(problemsOf);
