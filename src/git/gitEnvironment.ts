import { callerVariable } from './runningGit.js';

/**
 * Variables that would lead git elsewhere than where it is told to work: a hook, and a shell inside one, have them set.
 * Everything else is the person's own: how git asks for passwords, reaches servers and signs.
 */
const misleading = [
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_COMMON_DIR',
  'GIT_OBJECT_DIRECTORY',
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_NAMESPACE',
  'GIT_PREFIX',
  'GIT_QUARANTINE_PATH',
  'GIT_LITERAL_PATHSPECS',
  'GIT_GLOB_PATHSPECS',
  'GIT_NOGLOB_PATHSPECS',
  'GIT_ICASE_PATHSPECS',
  'PREFIX',
];

/**
 * The environment that git runs in: the person's own, without what would mislead it, in a language that its output can
 * be read in, and with nobody to open an editor or a pager for.
 * @param extra for this process alone
 */
export function gitEnvironment(
  base: NodeJS.ProcessEnv,
  extra: Readonly<Record<string, string>> = {},
): NodeJS.ProcessEnv {
  return {
    ...withoutMisleading(base),
    LC_ALL: 'C.UTF-8',
    LANGUAGE: 'C',
    GIT_EDITOR: 'true',
    GIT_PAGER: 'cat',
    // A look at a worktree must not take the lock that somebody's commit needs.
    GIT_OPTIONAL_LOCKS: '0',
    [callerVariable]: String(process.pid),
    ...extra,
  };
}

/** The environment without what would lead a git elsewhere than to the folder that it is called in. */
export function withoutMisleading(base: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(base).filter(([name]) => !misleading.includes(name.toUpperCase())));
}
