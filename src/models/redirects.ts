import { t } from '@vscode/l10n';
import { UserError } from '../core/errors.js';
import { sendRequest, type HttpOptions, type HttpResponse } from './http.js';
import { redirectTarget } from './redirectTarget.js';

const redirectsAllowed = 10;
const redirecting = [301, 302, 303, 307, 308];

/** An answer that is neither what was asked for nor a redirect. */
export class HttpStatusError extends Error {
  override readonly name = 'HttpStatusError';

  /** @param host not the URL, which may hold a mirror's password and end in a log. */
  constructor(
    readonly host: string,
    readonly status: number,
    readonly headers: HttpResponse['headers'],
  ) {
    super(`${host} answered ${status}.`);
  }
}

/**
 * Asks a server and follows its redirects, as the hub sends them for large files.
 *
 * @param isEnough whether an answer on the way already says what the caller wants to know; it is returned then.
 * @returns an answer with a status of the two hundreds, or the first that was enough.
 * @throws HttpStatusError, UserError if the redirects lead nowhere, or what `send` throws.
 */
export async function followRedirects(
  start: URL,
  options: HttpOptions,
  isEnough: (answer: HttpResponse) => boolean = () => false,
): Promise<HttpResponse> {
  let url = start;
  for (let followed = 0; followed <= redirectsAllowed; followed++) {
    const answer = await sendRequest(url, options);
    const { status, headers } = answer;
    if (isEnough(answer) || (status >= 200 && status < 300)) return answer;
    answer.discard();
    if (!redirecting.includes(status) || headers.location === undefined)
      throw new HttpStatusError(url.host, status, headers);
    url = redirectTarget(headers.location, url, start);
  }
  throw new UserError(
    t(
      '{0} redirected the download more than {1} times. Try again later, or use another server in the setting "inkling.models.mirror".',
      start.host,
      redirectsAllowed,
    ),
  );
}
