const hidden = '[redacted]';

/** What must not reach a log, each with what to put in its place. */
const secrets: readonly (readonly [RegExp, string])[] = [
  // Addresses with credentials: scheme://user:password@host
  [/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@]+@/gi, `$1${hidden}@`],
  // key=value and "key": "value" where the key's name says what it is
  [
    /(["']?[\w-]*(?:password|passwd|secret|token|api[_-]?key|authorization|credential)[\w-]*["']?\s*[:=]\s*)("[^"]*"|'[^']*'|(?:bearer|basic)\s+\S+|\S+)/gi,
    `$1${hidden}`,
  ],
  // Tokens by their look: GitHub, GitLab, Slack, Atlassian, OpenAI and Anthropic keys, JWTs
  [
    /\b(?:gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{15,}|xox[abprs]-[\w-]{10,}|ATATT[\w=-]{20,}|sk-[\w-]{20,})/g,
    hidden,
  ],
  [/\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g, hidden],
  // Mail addresses
  [/[\w.%+-]+@[\w-]+(?:\.[\w-]+)+/g, hidden],
];

/** The text without keys, tokens, passwords, addresses with credentials, and mail addresses. */
export function redact(text: string): string {
  return secrets.reduce((result, [pattern, replacement]) => result.replace(pattern, replacement), text);
}
