import { looksRandom, surpriseOf } from './randomness.js';
import type { TextSpan } from './textSpans.js';

/**
 * Keys that are recognized by their prefix. None takes more than linear time: parts that can be retried have a fixed
 * length, or begin where a run of their characters does.
 */
const prefixed: readonly RegExp[] = [
  // Amazon Web Services
  /(?<![A-Za-z0-9])(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}/,
  // GitHub, GitLab
  /gh[opusr]_[A-Za-z0-9]{20,}/,
  /github_pat_\w{20,}/,
  /gl(?:pat|dt|rt|cbt|ptt|ft|imt|agent|soat|oas)-[\w-]{20,}/,
  // Slack, Discord, Teams
  /xox[a-z]-[\w-]{10,}/,
  /xapp-\d-[\w-]{10,}/,
  /(?<=hooks\.slack\.com\/\w{4,16}\/)[\w/+-]{20,}/,
  /(?<=\/api\/webhooks\/)\d{6,30}\/[\w-]{20,}/,
  /(?<=webhook\.office\.com\/webhookb2\/)[\w@/-]{20,}/,
  // Stripe
  /[prs]k_(?:live|test)_[A-Za-z0-9]{10,}/,
  /whsec_[A-Za-z0-9+/]{20,}={0,2}/,
  // Google
  /AIza[\w-]{30,}/,
  /GOCSPX-[\w-]{20,}/,
  /ya29\.[\w-]{20,}/,
  // Package registries
  /npm_[A-Za-z0-9]{30,}/,
  /pypi-[\w-]{40,}/,
  /rubygems_[a-f0-9]{40,}/,
  /dckr_pat_[\w-]{20,}/,
  // Mail and telephone: SendGrid, Mailgun, Twilio
  /SG\.[\w-]{16,}\.[\w-]{16,}/,
  /key-[0-9a-f]{32}/,
  /(?<![A-Za-z0-9])SK[0-9a-f]{32}/,
  // Language models: Anthropic, OpenAI, Hugging Face, Groq, Replicate, xAI
  /sk-(?:ant|proj|svcacct|admin|or)-[\w-]{20,}/,
  /(?:hf|gsk|r8)_[A-Za-z0-9]{30,}/,
  /xai-[A-Za-z0-9]{30,}/,
  // Hosting and operation
  /do[opr]_v1_[a-f0-9]{40,}/,
  /shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}/,
  /dapi[a-f0-9]{32}/,
  /ATATT3[\w=-]{40,}/,
  /hv[sbr]\.[\w-]{20,}/,
  /(?:lin_api|ntn|sbp|sntr[yu]s?|glsa|glc)_[\w=+/]{30,}/,
  /PMAK-[a-f0-9-]{30,}/,
  /NRAK-[A-Z0-9]{20,}/,
  /AGE-SECRET-KEY-1[A-Z0-9]{40,}/,
  /sq0[a-z]{3}-[\w-]{20,}/,
  // Azure
  /(?<=(?:AccountKey|SharedAccessKey|SharedAccessSignature|[?&]sig)=)[A-Za-z0-9+/%]{20,}={0,2}/,
  // Telegram
  /(?<!\d)\d{8,10}:AA[\w-]{30,}/,
  // JSON Web Tokens, also after an escape in a string
  /(?:(?<![\w-])|(?<=\\[nrt]))eyJ[\w-]{10,}\.eyJ[\w-]{10,}(?:\.[\w-]+)?/,
];
const anyPrefixed = new RegExp(prefixed.map(({ source }) => source).join('|'), 'g');

/** Older keys of OpenAI and those of others: style sheets have classes with the same prefix. */
const shortPrefix = /(?<![A-Za-z0-9])sk-[\w-]{20,}/g;

/** Finds keys of known formats in a run of a text. */
export function findPrefixed(run: string): TextSpan[] {
  return [...spansOf(run, anyPrefixed), ...spansOf(run, shortPrefix, (match) => looksRandom(match.slice(3)))];
}

/** The password of an address such as `https://user:password@host`. */
const addressPassword = /:\/\/[^\s:@/"'`<>]{0,256}:([^\s:@/"'`<>]{3,256})@(?=[\w[.-])/g;
/** The value of an `Authorization` header. */
const authorization = /\b(?:[Bb]asic|[Bb]earer) ([A-Za-z0-9+/=._~-]{8,})/g;

const minHeaderSurprise = 0.3;

/** Placeholders for a value: in documentation, in a template, in a pattern. */
export const isPlaceholder = (value: string): boolean =>
  /^(?:[$%<[#@{]|\*+$|x+$|\.{2,}|your|change|replace|insert|example|placeholder|todo)/i.test(value) ||
  /\$\{|\{\{|#\{|%[sd]|<\w+>|process\.env|\.{3}|\(\?|\\[wsdb]/.test(value);

const isUsualExample = (password: string): boolean => /^(?:pass(?:word|wd)?|pwd|pw|secret|token|key)$/i.test(password);

/** Finds credentials in addresses and in request headers. */
export function findSent(text: string): TextSpan[] {
  const isSecretHeader = (value: string): boolean =>
    /\d/.test(value) && surpriseOf(value) >= minHeaderSurprise && !value.startsWith('HTTP/');
  return [
    ...spansOf(text, addressPassword, (match) => !isPlaceholder(match) && !isUsualExample(match)),
    ...spansOf(text, authorization, isSecretHeader),
  ];
}

/** The spans of a pattern's matches, or of its only group: the end of the match, or followed by one character. */
function spansOf(text: string, pattern: RegExp, isSecret: (match: string) => boolean = () => true): TextSpan[] {
  const spans: TextSpan[] = [];
  for (const { 0: whole, 1: part = whole, index } of text.matchAll(pattern)) {
    const from = index + whole.lastIndexOf(part);
    if (isSecret(part)) spans.push({ from, to: from + part.length });
  }
  return spans;
}
