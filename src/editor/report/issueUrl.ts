/** The heading below which the user describes the problem. */
export const descriptionHeading = '## Description';

/** With the empty lines after it. */
const headingLine = new RegExp(`^${descriptionHeading}$\\n*`, 'm');

/** GitHub rejects addresses of more than 8 kB. */
const maxUrlCharacters = 7500;

/** A report as the user has left it, without the comments that tell what to do with it. */
export interface ReportParts {
  readonly description: string;
  readonly diagnostics: string;
}

/** Takes a report apart: the description, and all that follows it. */
export function partsOf(report: string): ReportParts {
  const text = report.replaceAll(/<!--[^]*?-->/g, '').trim();
  const start = text.search(/^## Versions$/m);
  const end = start < 0 ? text.length : start;
  // What is written above the heading is meant as a description, too.
  const described = text
    .slice(0, end)
    .replace(headingLine, '')
    .replaceAll(/\n{3,}/g, '\n\n');
  return { description: described.trim(), diagnostics: text.slice(end).trim() };
}

/**
 * The address of a new issue whose form is filled in.
 *
 * @param issues the address of the issue tracker.
 * @returns also whether the diagnostics were too long for the address and were left out.
 */
export function issueUrl(issues: string, { description, diagnostics }: ReportParts): { url: string; isCut: boolean } {
  const urlWith = (report: string): string => {
    // Fields of .github/ISSUE_TEMPLATE/bug.yml.
    const fields = new URLSearchParams({ template: 'bug.yml', happened: description, report });
    return `${issues}/new?${fields.toString()}`;
  };
  const url = urlWith(diagnostics);
  return url.length <= maxUrlCharacters ? { url, isCut: false } : { url: urlWith(''), isCut: true };
}
