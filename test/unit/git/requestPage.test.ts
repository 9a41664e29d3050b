import { describe, expect, it } from 'vitest';
import { readRemoteUrl } from '../../../src/git/remoteUrl.js';
import { forgeOf, isKnownGithub, requestPage, type NewRequest } from '../../../src/git/requestPage.js';

const plain: NewRequest = { branch: 'ticket/fix-login', base: 'main', fork: null, title: '', body: '' };

function pageFor(url: string, request: Partial<NewRequest> = {}, githubHost?: string): string | null {
  const address = readRemoteUrl(url);
  const forge = address && forgeOf(address, githubHost);
  return address && forge && requestPage(address, forge, { ...plain, ...request });
}

describe('the page on which a pull request is opened', () => {
  it.each([
    ['git@github.com:ada/engine.git', 'https://github.com/ada/engine/compare/main...ticket/fix-login?expand=1'],
    [
      'https://github.example.com:8443/ada/engine',
      'https://github.example.com:8443/ada/engine/compare/main...ticket/fix-login?expand=1',
    ],
    ['https://acme.ghe.com/ada/engine', 'https://acme.ghe.com/ada/engine/compare/main...ticket/fix-login?expand=1'],
    [
      'git@gitlab.com:group/sub/engine.git',
      'https://gitlab.com/group/sub/engine/-/merge_requests/new?merge_request%5Bsource_branch%5D=ticket%2Ffix-login&merge_request%5Btarget_branch%5D=main',
    ],
    [
      'http://gitlab.local/group/engine.git',
      'http://gitlab.local/group/engine/-/merge_requests/new?merge_request%5Bsource_branch%5D=ticket%2Ffix-login&merge_request%5Btarget_branch%5D=main',
    ],
    [
      'git@bitbucket.org:ada/engine.git',
      'https://bitbucket.org/ada/engine/pull-requests/new?source=ticket%2Ffix-login&dest=main',
    ],
    [
      'ssh://git@bitbucket.example.com:7999/proj/engine.git',
      'https://bitbucket.example.com/projects/proj/repos/engine/pull-requests?create=true&sourceBranch=refs%2Fheads%2Fticket%2Ffix-login&targetBranch=refs%2Fheads%2Fmain',
    ],
    [
      'https://bitbucket.example.com/scm/proj/engine.git',
      'https://bitbucket.example.com/projects/proj/repos/engine/pull-requests?create=true&sourceBranch=refs%2Fheads%2Fticket%2Ffix-login&targetBranch=refs%2Fheads%2Fmain',
    ],
    ['https://codeberg.org/ada/engine.git', 'https://codeberg.org/ada/engine/compare/main...ticket/fix-login'],
    ['ssh://git@gitea.local:2222/ada/engine', 'https://gitea.local/ada/engine/compare/main...ticket/fix-login'],
    [
      'https://org@dev.azure.com/org/My%20Project/_git/engine',
      'https://dev.azure.com/org/My%20Project/_git/engine/pullrequestcreate?sourceRef=ticket%2Ffix-login&targetRef=main',
    ],
    [
      'git@ssh.dev.azure.com:v3/org/project/engine',
      'https://dev.azure.com/org/project/_git/engine/pullrequestcreate?sourceRef=ticket%2Ffix-login&targetRef=main',
    ],
    [
      'https://org.visualstudio.com/project/_git/engine',
      'https://org.visualstudio.com/project/_git/engine/pullrequestcreate?sourceRef=ticket%2Ffix-login&targetRef=main',
    ],
  ])('of %s', (url, page) => {
    expect(pageFor(url)).toBe(page);
  });

  it.each([
    'https://git.example.com/ada/engine',
    'git@work:ada/engine.git',
    'https://notgithub.com/ada/engine',
    'https://bitbucket.example.com/scm/a/b/c/d',
    'https://dev.azure.com/org/project',
    'git@ssh.dev.azure.com:v3/org',
  ])('is not made up for %s', (url) => {
    expect(pageFor(url)).toBeNull();
  });

  it("takes the host of GH_HOST for GitHub's", () => {
    expect(pageFor('git@code.example.com:a/b', {}, 'Code.Example.com')).toContain('/compare/');
  });

  it.each([
    ['git@github.com:a/b', true],
    ['https://acme.ghe.com/a/b', true],
    ['https://code.example.com/a/b', true],
    ['https://github.com.evil.example/a/b', false],
    ['https://github.example.com/a/b', false],
    ['https://evilghe.com/a/b', false],
  ])('lets gh, which has tokens, speak with %s: %s', (url, speaks) => {
    const address = readRemoteUrl(url);
    expect(address && isKnownGithub(address, 'code.example.com')).toBe(speaks);
  });

  it.each(['github.com', 'codeberg.org'])('names the fork that holds the branch: %s', (host) => {
    expect(pageFor(`git@${host}:team/engine`, { fork: 'ada' })).toContain(
      `https://${host}/team/engine/compare/main...ada:ticket/fix-login`,
    );
  });

  it('has title and body filled in where the server takes them', () => {
    const texts = { title: 'Fix & go', body: 'Summary\n\n100 % "日本"' };
    const github = new URL(pageFor('git@github.com:a/b', texts) ?? '');
    expect([github.searchParams.get('title'), github.searchParams.get('body')]).toEqual([texts.title, texts.body]);
    const gitlab = new URL(pageFor('git@gitlab.com:a/b', texts) ?? '');
    expect(gitlab.searchParams.get('merge_request[description]')).toBe(texts.body);
  });

  it('stays short enough for every system: first the body goes, then the title', () => {
    const [title, body] = ['t'.repeat(256), 'b'.repeat(60_000)];
    const withTitle = pageFor('git@github.com:a/b', { title, body }) ?? '';
    expect([withTitle.length < 2000, withTitle.includes(title), withTitle.includes('body')]).toEqual([
      true,
      true,
      false,
    ]);
    expect(pageFor('git@github.com:a/b', { title: '漢'.repeat(256) })).not.toContain('title');
  });

  it.each(['a#b', 'a&title=x', 'a?b', '日本/あ', "it's", 'a%2fb', '<b>', 'a"b'])(
    'says the branch %j and nothing else',
    (branch) => {
      const page = new URL(pageFor('git@github.com:a/b', { branch }) ?? '');
      expect(decodeURIComponent(page.pathname)).toBe(`/a/b/compare/main...${branch}`);
      expect([...page.searchParams.keys()]).toEqual(['expand']);
      const gitlab = new URL(pageFor('git@gitlab.com:a/b', { branch }) ?? '');
      expect(gitlab.searchParams.get('merge_request[source_branch]')).toBe(branch);
    },
  );
});
