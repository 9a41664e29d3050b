const hidden = '[redacted]';

/**
 * What must not reach a log, each with what to put in its place. Repetitions have bounds, so that a long line without
 * blanks, which any ticket may hold, does not keep the process busy.
 */
const secrets: readonly (readonly [RegExp, string])[] = [
  // Addresses with credentials: scheme://user:password@host; up to the last @, because a password may hold one
  [/:\/\/[^\s/]*@/g, `://${hidden}@`],
  // key=value and "key": "value" where the key's name says what it is; the quotes may be escaped, as in JSON in JSON
  [
    /((?:password|passwd|secret|token|api[_-]?key|authorization|credential)[\w-]{0,40}(?:\\*["'])?\s{0,9}[:=]\s{0,9})(?:(\\*["'])(?:(?!\2)(?:\\.|[^\\]))*\2|(?:bearer|basic)\s+\S+|\S+)/gi,
    `$1${hidden}`,
  ],
  // Tokens by their look: GitHub, GitLab, Slack, Atlassian, OpenAI and Anthropic keys, JWTs
  [
    /\b(?:gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{15,}|xox[abprs]-[\w-]{10,}|ATATT[\w=-]{20,}|sk-[\w-]{20,})/g,
    hidden,
  ],
  [/(?<![\w-])eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g, hidden],
  // Mail addresses; the last part begins with a letter, unlike that of name@1.2.3
  [/[\p{L}\p{N}_.%+-]{1,64}@(?:[\w-]{1,63}\.){1,9}[a-z][\w-]{1,62}/giu, hidden],
];

/** The text without keys, tokens, passwords, addresses with credentials, and mail addresses. */
export function redact(text: string): string {
  return secrets.reduce((result, [pattern, replacement]) => result.replace(pattern, replacement), text);
}
