import { t } from '@vscode/l10n';
import type { IncomingHttpHeaders } from 'http';
import {
  isContextOverflow,
  isUnknownModel,
  readErrorBody,
  type ErrorBody,
} from '../../core/server/dialects/errorBody.js';
import { ServerError, type ServerErrorFacts } from '../../core/server/serverError.js';

/** A refusal of a server: a status that is no success, or an error within a stream. */
export interface Refusal {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** The start of the body. */
  readonly body: string;
}

/** Facts that messages name. */
export interface RefusalContext {
  /** Host and port. */
  readonly host: string;
  readonly hasKey: boolean;
  /** The requested model; '' before one is known. */
  readonly model: string;
  /** The server's models as far as known. */
  readonly models: readonly string[];
}

const maxNamedModels = 8;
const maxNameChars = 80;

/** At most an hour, since servers send anything. */
function retryAfterMs({ 'retry-after': header = '' }: IncomingHttpHeaders): number | undefined {
  return /^\d{1,6}$/.test(header) ? Math.min(3_600_000, 1000 * Number(header)) : undefined;
}

export const isWebPage = ({ headers, body }: Pick<Refusal, 'headers' | 'body'>): boolean =>
  /^\s*(?:text\/html|application\/xhtml)/i.test(headers['content-type'] ?? '') ||
  /^\s{0,99}<(?:!doctype|html)/i.test(body);

function unauthorized(status: number, { host, hasKey }: RefusalContext): ServerError {
  const message = hasKey
    ? t('{0} rejects the API key ({1}). Run "Inkling: Set Server API Key" to enter another one.', host, status)
    : t('{0} requires an API key ({1}). Run "Inkling: Set Server API Key".', host, status);
  return new ServerError('unauthorized', message);
}

/** A server's text in a notification, where `[text](command:id)` would be a link. */
const shownName = (name: string): string => name.slice(0, maxNameChars).replace(/[[\]()\p{C}]/gu, '_');

/** The error of a model that a server does not have. */
export function unknownModel({ host, model, models }: RefusalContext): ServerError {
  const named =
    models.slice(0, maxNamedModels).map(shownName).join(', ') + (models.length > maxNamedModels ? ', …' : '');
  const message =
    named === ''
      ? t(
          '{0} doesn\'t have the model "{1}". Enter one of its models in the setting "inkling.server.model".',
          host,
          model,
        )
      : t(
          '{0} doesn\'t have the model "{1}". Choose one of these in the setting "inkling.server.model": {2}',
          host,
          model,
          named,
        );
  return new ServerError('unknownModel', message);
}

function contextOverflow({ facts }: ErrorBody, { host }: RefusalContext): ServerError {
  const { promptTokens, contextLength } = facts;
  const message =
    promptTokens === undefined || contextLength === undefined
      ? t('The prompt is longer than the context of the model on {0}. Start the server with a longer context.', host)
      : t(
          'The prompt has {0} tokens, but the model on {1} reads at most {2}. Start the server with a longer context.',
          promptTokens,
          host,
          contextLength,
        );
  return new ServerError('contextOverflow', message, facts);
}

function busy({ status, headers }: Refusal, host: string): ServerError {
  const wait = retryAfterMs(headers);
  const facts: ServerErrorFacts = wait === undefined ? {} : { retryAfterMs: wait };
  return new ServerError(
    'busy',
    t('{0} is busy or still loading its model ({1}). Try again later.', host, status),
    facts,
  );
}

/** The error of an address that belongs to something other than a known inference server. */
export const wrongPath = (host: string): ServerError =>
  new ServerError(
    'wrongPath',
    t(
      '{0} answers, but not as an inference server that Inkling knows (llama.cpp, OpenAI completions, or Ollama). Check the port and the path in the setting "inkling.server.address".',
      host,
    ),
  );

const webPage = (host: string): ServerError =>
  new ServerError(
    'loginPage',
    t(
      '{0} returned a web page instead of an answer. You may have to sign in: open it in a browser, and check the settings "inkling.server.address" and "http.proxy".',
      host,
    ),
  );

function redirect({ headers: { location = '' } }: Refusal, host: string): ServerError {
  // Only the origin: a path may hold a session's secrets.
  const target = URL.canParse(location, `http://${host}`) ? new URL(location, `http://${host}`).origin : '';
  return new ServerError(
    'loginPage',
    t(
      '{0} redirects to {1}, which Inkling doesn\'t follow. Sign in there in a browser, or enter the new address in the setting "inkling.server.address".',
      host,
      target,
    ),
  );
}

function refused(status: number, { type }: ErrorBody, host: string): ServerError {
  // Only the type's name: a server's text may quote the request, which is code.
  const reason = /^[\w. -]{1,40}$/.test(type) ? `${status}, ${type}` : String(status);
  const message =
    status >= 500
      ? t("{0} reports an internal error ({1}). See the server's log.", host, reason)
      : t(
          '{0} refused the request ({1}). Check the settings "inkling.server.dialect" and "inkling.server.model", and see the server\'s log.',
          host,
          reason,
        );
  return new ServerError('refused', message);
}

/** The error of a refused request, with its next step. It has the server's numbers and names, but not its text. */
export function errorOfAnswer(refusal: Refusal, context: RefusalContext): ServerError {
  const { status } = refusal;
  const { host } = context;
  const body = readErrorBody(refusal.body);
  if (status >= 300 && status < 400) return redirect(refusal, host);
  if (status === 401 || status === 403) return unauthorized(status, context);
  if (status === 407) {
    return new ServerError(
      'unauthorized',
      t(
        'The proxy requires a user name and password (407). Enter them in the setting "http.proxy": http://name:password@host:port.',
      ),
    );
  }
  if (status === 429 || status === 503 || status === 529 || /overloaded|unavailable_error/.test(body.type)) {
    return busy(refusal, host);
  }
  if (status < 500 && isContextOverflow(body)) return contextOverflow(body, context);
  if (isUnknownModel(body)) return unknownModel(context);
  if (status === 502 || status === 504) {
    return new ServerError(
      'unreachable',
      t(
        "{0} is a gateway, and the inference server that it forwards to isn't responding ({1}). Start that server, or try again later.",
        host,
        status,
      ),
    );
  }
  if (isWebPage(refusal) && status < 400) return webPage(host);
  return status === 404 || status === 405 ? wrongPath(host) : refused(status, body, host);
}

/** The error of a successful answer that is a web page or cannot be read. */
export function errorOfContent(answer: Pick<Refusal, 'headers' | 'body'>, host: string): ServerError {
  if (isWebPage(answer)) return webPage(host);
  return new ServerError(
    'garbage',
    t(
      '{0} sent an answer that Inkling can\'t read. Check the settings "inkling.server.address" and "inkling.server.dialect".',
      host,
    ),
  );
}
