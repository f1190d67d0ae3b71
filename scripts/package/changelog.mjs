/** Versions and the sections of the changelog. */

/** A heading of a version, with the day of its release once there is one. */
const HEADING = /^## (\d+\.\d+\.\d+)(?: \((\d{4}-\d{2}-\d{2})\))?$/;
const UNRELEASED = '## Unreleased';

/**
 * @typedef {object} Section
 * @property {string} [version] none for what is unreleased
 * @property {string} [day] of the release
 * @property {string} text below the heading
 */

/** Whether a version belongs to the pre-release channel: an odd minor version, as VS Code recommends. */
export function isPreRelease(/** @type {string} */ version) {
  return Number(version.split('.')[1]) % 2 === 1;
}

/**
 * The sections of a changelog, the newest first.
 * @param {string} changelog
 * @returns {Section[]}
 * @throws {Error} for a heading that is neither "Unreleased" nor a version
 */
export function sectionsOf(changelog) {
  const [, ...sections] = changelog.split(/^(?=## )/m);
  return sections.map((section) => {
    const [heading = '', ...lines] = section.split('\n');
    const [, version, day] = HEADING.exec(heading) ?? [];
    if (version === undefined && heading !== UNRELEASED) throw new Error(`CHANGELOG.md has the heading "${heading}".`);
    return { ...(version && { version }), ...(day && { day }), text: lines.join('\n').trim() };
  });
}

/**
 * The notes of a release.
 * @param {{tag: string, version: string, changelog: string}} release `version` of the manifest
 * @returns {string}
 * @throws {Error} that names what is to be done before the tag
 */
export function releaseNotes({ tag, version, changelog }) {
  if (tag !== `v${version}`) throw new Error(`The tag is ${tag}, but the version in package.json is ${version}.`);
  const [first, ...others] = sectionsOf(changelog);
  const newest = first?.version === undefined && first?.text === '' ? others[0] : first;
  if (newest?.version !== version)
    throw new Error(`The newest entries in CHANGELOG.md are not those of ${version}: rename "${UNRELEASED}".`);
  if (newest.day === undefined) throw new Error(`The section ${version} in CHANGELOG.md has no day.`);
  if (newest.text === '') throw new Error(`The section ${version} in CHANGELOG.md is empty.`);
  return newest.text;
}
