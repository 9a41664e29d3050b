import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRemoteUrl, withoutCredentials } from '../../../src/git/remoteUrl.js';

describe('the URL of a remote', () => {
  it.each([
    ['https://github.com/ada/engine.git', 'https://github.com', 'ada/engine'],
    ['https://github.com/ada/engine/', 'https://github.com', 'ada/engine'],
    ['https://ada:secret@github.com/ada/engine.git', 'https://github.com', 'ada/engine'],
    ['https://ghp_0123456789@GitHub.com/ada/engine', 'https://github.com', 'ada/engine'],
    ['https://ada:p%40ss@github.com/ada/engine', 'https://github.com', 'ada/engine'],
    ['https://x:p@ss@github.com/ada/engine', 'https://github.com', 'ada/engine'],
    ['git@github.com:ada/engine.git', 'https://github.com', 'ada/engine'],
    ['github.com:ada/engine.git', 'https://github.com', 'ada/engine'],
    ['git@github.com:/ada/engine.git', 'https://github.com', 'ada/engine'],
    ['ssh://git@github.com/ada/engine.git', 'https://github.com', 'ada/engine'],
    ['ssh://git@ssh.github.com:443/ada/engine.git', 'https://github.com', 'ada/engine'],
    ['git+ssh://git@github.com:22/ada/engine', 'https://github.com', 'ada/engine'],
    ['git://github.com/ada/engine.git', 'https://github.com', 'ada/engine'],
    ['ssh://git@altssh.gitlab.com:443/group/sub/engine.git', 'https://gitlab.com', 'group/sub/engine'],
    ['http://gitlab.local:8080/group/engine.git', 'http://gitlab.local:8080', 'group/engine'],
    ['https://git.example.com:8443/a/b.git', 'https://git.example.com:8443', 'a/b'],
    ['https://dev.azure.com/org/My%20Project/_git/repo', 'https://dev.azure.com', 'org/My Project/_git/repo'],
    ['  git@gitlab.com:group/日本.git\n', 'https://gitlab.com', 'group/日本'],
    ['ssh://git@bitbucket.example.com:7999/~ada/engine.git', 'https://bitbucket.example.com', '~ada/engine'],
    ['me@host@github.com:ada/engine', 'https://github.com', 'ada/engine'],
  ])('%j is at %s, path %s', (url, web, path) => {
    expect(readRemoteUrl(url)).toEqual({ web, host: new URL(web).hostname, path: path.split('/') });
  });

  it.each([
    '',
    '.',
    '/srv/git/engine.git',
    './engine',
    '../a:b',
    'file:///srv/git/engine.git',
    'file://host/engine',
    'C:\\code\\engine',
    'C:/code/engine',
    'https://',
    'https:///engine',
    'https://github.com',
    'git@github.com:../engine',
    'git@github.com:a/%2e%2e/b',
    'https://github.com/a/b%0aHost:x',
    'https://evil host/a/b',
    'git@-oProxyCommand=x:a/b',
    'javascript://github.com/%0aalert(1)',
    'rad://z3gqcJUoA1n9HaHKufZs5FCSGazv5',
  ])('%j has no web address', (url) => {
    expect(readRemoteUrl(url)).toBeNull();
  });

  it('gives nobody the credentials, whatever they are made of', () => {
    const secret = fc.stringMatching(/^[A-Za-z0-9_.~!$&'()*+,;=%@-]{6,20}$/).map((text) => `S3${text}S3`);
    fc.assert(
      fc.property(secret, fc.constantFrom('https', 'http', 'ssh', 'git'), (password, scheme) => {
        const url = `${scheme}://ada:${password}@gitlab.com/group/engine.git`;
        expect(JSON.stringify(readRemoteUrl(url))).not.toContain(password);
        expect(withoutCredentials(`fatal: unable to access '${url}': no`)).not.toContain(password);
      }),
    );
  });
});

describe('text without credentials', () => {
  it('keeps everything else', () => {
    expect(withoutCredentials('see https://a:b@host/x and ssh://git@host:22/y, or mail me@host, a@b:c/d')).toBe(
      'see https://host/x and ssh://host:22/y, or mail me@host, a@b:c/d',
    );
  });

  it('is made at once of a long text without blanks', () => {
    const text = 'https://'.repeat(100_000);
    expect(withoutCredentials(text)).toBe(text);
  });
});
