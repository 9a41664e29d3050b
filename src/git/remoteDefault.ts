interface RemoteHead {
  readonly name: string;
  readonly symref: string | null;
}

/**
 * What origin calls its default branch, else the only remote that says so.
 * @returns its short name, and the ref that says it; null where no remote does, or several do
 */
export function remoteDefault<R extends RemoteHead>(
  refs: readonly R[],
): { readonly branch: string; readonly head: R } | null {
  const heads = refs.filter(({ name, symref }) => /^refs\/remotes\/.+\/HEAD$/.test(name) && symref !== null);
  const head = heads.find(({ name }) => name === 'refs/remotes/origin/HEAD') ?? (heads.length === 1 ? heads[0] : null);
  if (head?.symref == null) return null;
  const remote = head.name.slice(0, -'HEAD'.length);
  return head.symref.startsWith(remote) ? { branch: head.symref.slice(remote.length), head } : null;
}
