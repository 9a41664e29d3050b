/** One setting of a git configuration (git-config(1)); section and name in lower case. */
export interface GitSetting {
  readonly section: string;
  /** As in `[includeIf "gitdir:~/clients/"]`; null where the section has none. */
  readonly subsection: string | null;
  readonly name: string;
  readonly value: string;
}

/** Reads git's configuration format; lines that are none are passed over. */
export function parseGitConfig(text: string): GitSetting[] {
  const settings: GitSetting[] = [];
  let section = '';
  let subsection: string | null = null;
  // A backslash at the end of a line joins it with the next.
  for (const line of text
    .replace(/^\ufeff/, '')
    .replace(/\\\r?\n/g, '')
    .split(/\r?\n/)) {
    const header = /^\s*\[\s*([\w.-]+)\s*(?:"((?:[^"\\]|\\.)*)")?\s*\](.*)$/.exec(line);
    if (header) {
      section = (header[1] ?? '').toLowerCase();
      subsection = header[2]?.replace(/\\(.)/g, '$1') ?? null;
    }
    const setting = /^\s*([A-Za-z][\w-]*)\s*=\s*(.*)$/.exec(header?.[3] ?? line);
    if (setting) {
      settings.push({
        section,
        subsection,
        name: (setting[1] ?? '').toLowerCase(),
        value: unquote(setting[2] ?? ''),
      });
    }
  }
  return settings;
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', b: '\b' };

/** Quotes keep spaces, `#` and `;`; outside of them a comment ends the value. */
function unquote(raw: string): string {
  let value = '';
  let kept = 0;
  let quoted = false;
  for (const [piece] of raw.matchAll(/\\.|[^\\]/gu)) {
    if (piece === '"') quoted = !quoted;
    else if (!quoted && (piece === '#' || piece === ';')) break;
    else value += piece.startsWith('\\') ? (escapes[piece.slice(1)] ?? piece.slice(1)) : piece;
    if (quoted || !/\s/.test(piece)) kept = value.length;
  }
  return value.slice(0, kept);
}
