import { describe, expect, it } from 'vitest';
import { baseOfFinish } from '../../../src/app/git/finish/finishBase.js';
import type { Ref } from '../../../src/git/refs.js';

type Asked = Parameters<typeof baseOfFinish>[0];

function ref(name: string, symref: string | null = null): Ref {
  const rest = { upstream: null, ahead: null, behind: null, committedAt: null, author: '', subject: '' };
  return { name, symref, id: '1', tree: '2', ...rest };
}

const plain: Asked = {
  request: {},
  link: null,
  setting: null,
  refs: ['main', 'develop', 'release/1', 'ticket/a'].map((name) => ref(`refs/heads/${name}`)),
  worktrees: [],
  branch: 'ticket/a',
};
const link = { branch: 'ticket/a', base: 'develop', pull_request: null };
const head = ref('refs/remotes/origin/HEAD', 'refs/remotes/origin/release/1');

describe('the base of a finish', () => {
  it('is the one that is named, else where the branch came from, else what the team says', () => {
    const all = { ...plain, link, setting: 'release/1' };
    expect(baseOfFinish({ ...all, request: { into: 'main' } })).toBe('main');
    expect(baseOfFinish(all)).toBe('develop');
    expect(baseOfFinish({ ...all, link: { ...link, base: null } })).toBe('release/1');
  });

  it("is else the remote's default branch, or main", () => {
    expect(baseOfFinish({ ...plain, refs: [...plain.refs, head] })).toBe('release/1');
    expect(baseOfFinish(plain)).toBe('main');
  });

  it("is the clone's own branch for one of a remote", () => {
    const followed = { ...ref('refs/heads/develop'), upstream: 'refs/remotes/origin/develop' };
    for (const known of [ref('refs/remotes/origin/develop'), head, followed]) {
      expect(baseOfFinish({ ...plain, refs: [...plain.refs, known], setting: 'origin/develop' })).toBe('develop');
    }
    expect(baseOfFinish({ ...plain, request: { into: 'refs/heads/main' } })).toBe('main');
  });

  it.each(['gone', '--force', '', 'origin/gone', 'origin/main', 'relase/main'])('is not %j', (into) => {
    expect(() => baseOfFinish({ ...plain, request: { into } })).toThrow(/There is no branch/);
  });

  it("is never the ticket's own branch", () => {
    expect(() => baseOfFinish({ ...plain, request: { into: 'ticket/a' } })).toThrow(/own branch/);
    const own = { ...plain, refs: [ref('refs/heads/ticket/a')] };
    expect(() => baseOfFinish(own)).toThrow(/no branch that the work/);
  });
});
