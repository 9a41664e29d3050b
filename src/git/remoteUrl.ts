/** Where a remote is, as far as its web pages need it. Whoever was named in its URL, with or without password, is not in it. */
export interface RemoteAddress {
  /** `https://host` or, where git itself goes by plain HTTP, `http://host`; with its port, where that is of the web. */
  readonly web: string;
  /** In lower case, without port. */
  readonly host: string;
  /** Parts of the path, as people write them, without `.git`. */
  readonly path: readonly string[];
}

/** Hosts that serve ssh alone, for those whose networks let nothing else through, and what they stand for. */
const otherNames: Readonly<Record<string, string>> = {
  'ssh.github.com': 'github.com',
  'altssh.gitlab.com': 'gitlab.com',
  'altssh.bitbucket.org': 'bitbucket.org',
};
const schemes = /^(?:https?|ssh|git|git\+ssh|ssh\+git|git\+https?):$/;
const hostName = /^[\p{L}\p{N}](?:[\p{L}\p{N}._-]*[\p{L}\p{N}])?$/u;

/**
 * Reads the URL of a remote (git-fetch(1), "GIT URLS"): `https://`, `ssh://`, `git://` and `user@host:path`.
 * @returns null for a path, `file://`, and what has no host that we understand
 */
export function readRemoteUrl(url: string): RemoteAddress | null {
  const text = url.trim();
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return readUrl(text);
  // A slash before the first colon makes it a path, and so does a single letter: the drive of Windows.
  const [, host = '', path = ''] = /^(?:[^/:]*@)?([^/:@]{2,}):(?!\/\/)(.+)$/s.exec(text) ?? [];
  return addressOf('https:', host, '', path);
}

/** Text without the credentials that stand in URLs, such as what git says of a server. */
export function withoutCredentials(text: string): string {
  return text.replace(/([a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/]*@/gi, '$1');
}

function readUrl(text: string): RemoteAddress | null {
  if (!URL.canParse(text)) return null;
  const { protocol, hostname, port, pathname } = new URL(text);
  return schemes.test(protocol) ? addressOf(protocol, hostname, port, pathname) : null;
}

function addressOf(protocol: string, givenHost: string, port: string, pathname: string): RemoteAddress | null {
  const lower = decoded(givenHost).toLowerCase();
  const host = otherNames[lower] ?? lower;
  const path = pathname
    .replace(/\/+$/, '')
    .replace(/\.git$/, '')
    .split('/')
    .filter((part) => part !== '')
    .map(decoded);
  const isSound = hostName.test(host) && path.length > 0 && !path.some((part) => /^\.\.?$|[\p{Cc}\p{Cs}]/u.test(part));
  if (!isSound) return null;
  const isWeb = /^https?:$/.test(protocol);
  return { web: `${isWeb ? protocol : 'https:'}//${host}${isWeb && port !== '' ? `:${port}` : ''}`, host, path };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
