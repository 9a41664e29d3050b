import { everywhere, flag, notBlank, ours, team, type SettingDefinition } from './settingDefinition.js';

/** git-check-ref-format(1): what the beginning of a branch's name may hold. */
const branchStart = {
  pattern: /^(?![-/.])(?!.*(?:\.\.|\/\/|\/\.|@\{))[^\s~^:?*[\\]*$/,
  says: 'the beginning of a branch name, without spaces, ".." or any of ~^:?*[',
};
/** The rest of it, where `{slug}` and the like may stand. */
const branchPattern = {
  pattern: /^(?!.*(?:\.\.|\/\/|\/\.|@\{))[^\s~^:?*[\\-][^\s~^:?*[\\]*(?<![./])$/,
  says: 'the rest of a branch name, made of {slug}, {name}, {id}, {type}, {user} and what a branch name may hold',
};
/** The path of a folder, in which a command line would find no option. */
const folderStart = { pattern: /^[^-].*$/u, says: 'the beginning of a path' };
/** What comes with a repository must not choose any folder of the person's. */
const besideProject = {
  allows: (prefix: string): boolean => {
    const parts = prefix.split(/[\\/]/);
    const isElsewhere = /^(?:[\\/~]|[A-Za-z]:)/.test(prefix) || parts.slice(1).includes('..');
    return !isElsewhere && !parts.some((part) => /^\.(?:git|vibe-ticket)$/i.test(part));
  },
  says: 'a place in the project or beside it; any other only you yourself can choose, with `--personal`',
};
/** How the work on a ticket may be brought home. */
export const mergeWays = ['squash', 'merge', 'rebase', 'ff', 'pr', 'none'] as const;
export type MergeWay = (typeof mergeWays)[number];

/** vibe-ticket 0.4's keys of `git` in `config.yaml`, with its defaults. */
export const vibeTicketGitSettings = {
  'git.enabled': {
    kind: flag,
    fallback: true,
    levels: everywhere,
    meaning: 'Whether tickets use git at all.',
  },
  'git.branch_prefix': {
    kind: { type: 'text', allowed: branchStart },
    fallback: 'ticket/',
    levels: everywhere,
    meaning: 'What the branch of a ticket begins with.',
  },
  'git.auto_branch': {
    kind: flag,
    fallback: true,
    levels: everywhere,
    meaning: 'Whether starting a ticket makes its branch, where nothing else is said.',
  },
  'git.commit_template': {
    kind: { type: 'text', optional: true, lines: true },
    fallback: null,
    levels: everywhere,
    meaning: 'Message of the commit that finish makes; see `ticketree finish --help` for what may stand in it.',
  },
  'git.worktree_enabled': {
    kind: flag,
    fallback: true,
    levels: everywhere,
    meaning: 'Whether a ticket may have a worktree of its own.',
  },
  'git.worktree_default': {
    kind: flag,
    fallback: true,
    levels: everywhere,
    meaning: 'Whether starting a ticket makes a worktree, where nothing else is said.',
  },
  'git.worktree_prefix': {
    kind: { type: 'text', allowed: folderStart },
    shared: besideProject,
    fallback: './{project}-vibeticket-',
    levels: everywhere,
    meaning: "What the folder of a ticket's worktree begins with; {project} is the project's name.",
  },
  'git.worktree_cleanup_on_close': {
    kind: flag,
    fallback: false,
    levels: everywhere,
    meaning: 'Whether closing a ticket removes its worktree, if nothing in it would be lost.',
  },
} as const satisfies Record<string, SettingDefinition>;

/** Ours. */
export const gitSettings = {
  'git.branch_pattern': {
    kind: { type: 'text', allowed: branchPattern },
    fallback: '{slug}',
    levels: ours,
    meaning:
      "What follows the prefix in a branch's name; {slug}, {name} (the slug without its time stamp), {id}, {type} and {user} stand for the ticket's.",
  },
  'git.base': {
    kind: { type: 'text', optional: true, allowed: notBlank },
    fallback: null,
    levels: ours,
    meaning:
      "Branch that tickets start from and go back to; null for the remote's default branch, else the current one.",
  },
  'git.follow_branch': {
    kind: flag,
    fallback: true,
    levels: ours,
    meaning: "Whether going to a ticket's branch makes it the active one.",
  },
  'git.copy_files': {
    kind: { type: 'texts' },
    fallback: [],
    levels: ours,
    meaning: 'Files that git ignores and a new worktree gets a copy of, such as .env; * and ** as in .gitignore.',
  },
  'git.setup_command': {
    kind: { type: 'text', optional: true, allowed: notBlank },
    fallback: null,
    levels: ours,
    meaning: 'Command that is run in a new worktree, once it has been trusted.',
  },
  'git.check_command': {
    kind: { type: 'text', optional: true, allowed: notBlank },
    fallback: null,
    levels: ours,
    meaning: "Command that must succeed in the ticket's worktree before finish merges it, once it has been trusted.",
  },
  'git.merge': {
    kind: { type: 'choice', of: mergeWays },
    fallback: 'squash',
    levels: ours,
    meaning: 'How finish brings the work home, where --merge says nothing.',
  },
  'git.finished_status': {
    kind: { type: 'choice', of: ['done', 'review'] },
    fallback: 'done',
    levels: ours,
    meaning: 'Status of a ticket whose work has been merged; with a pull request it is always review.',
  },
  'git.commit_ticket': {
    kind: flag,
    fallback: false,
    levels: team,
    meaning: "Whether finish commits the ticket's own file, done, together with its work.",
  },
  'git.remove_worktree': {
    kind: flag,
    fallback: true,
    levels: ours,
    meaning: 'Whether finish removes the worktree of a ticket whose work has been merged.',
  },
  'git.remove_branch': {
    kind: flag,
    fallback: true,
    levels: ours,
    meaning: 'Whether finish deletes the branch of a ticket whose work has been merged; its tip is kept for a while.',
  },
  'git.trash_days': {
    kind: { type: 'whole', min: 1, max: 36_500, optional: true },
    fallback: 90,
    levels: ours,
    meaning: 'Days that deleted branches and snapshots of removed worktrees are kept; null for ever.',
  },
  'git.stale_days': {
    kind: { type: 'whole', min: 0, max: 36_500, optional: true },
    fallback: 14,
    levels: ours,
    meaning: 'Days after which the worktree of a closed ticket counts as forgotten; null for never.',
  },
  'git.pull_request_title': {
    kind: { type: 'text', allowed: notBlank },
    fallback: '{title}',
    levels: ours,
    meaning: 'Title of a pull request; its body is made of templates/pull_request.md.',
  },
} as const satisfies Record<string, SettingDefinition>;
