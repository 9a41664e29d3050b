import { priorities } from './ticket.js';
import type { KindValue, PlainValue, SettingKind } from './settingKinds.js';

/**
 * The files that a setting may stand in: the person's own, the team's `ticketree.yaml`, vibe-ticket's `config.yaml`.
 * What stands in an earlier one wins.
 */
export const settingLevels = ['personal', 'team', 'config'] as const;
export type SettingLevel = (typeof settingLevels)[number];

export interface SettingDefinition {
  readonly kind: SettingKind;
  readonly fallback: PlainValue;
  /** Where it may stand. It lives in the last of them: that is where `config set` writes it. */
  readonly levels: readonly SettingLevel[];
  /** What it does, one line; the README and the JSON Schema show it. */
  readonly meaning: string;
}

const config = ['config'] as const;
const team = ['team'] as const;
const personal = ['personal'] as const;
/** vibe-ticket's keys that a team or a person may want otherwise in Ticketree. */
const everywhere = ['personal', 'team', 'config'] as const;
const ours = ['personal', 'team'] as const;

const flag = { type: 'boolean' } as const;
const childrenPolicy = { type: 'choice', of: ['refuse', 'cascade', 'detach'] } as const;

/** git-check-ref-format(1): what the beginning of a branch's name may hold. */
const branchStart = {
  pattern: /^(?![-/.])(?!.*(?:\.\.|\/\/|\/\.|@\{))[^\s~^:?*[\\]*$/,
  says: 'the beginning of a branch name, without spaces, ".." or any of ~^:?*[',
};
/** The path of a folder, in which a command line would find no option. */
const folderStart = { pattern: /^[^-].*$/u, says: 'the beginning of a path' };
const notBlank = { pattern: /\S/, says: 'a text of one line' };

/**
 * All settings, in the order of their files. The keys up to `plugins.directory` are those of vibe-ticket 0.4's
 * `config.yaml`, with its defaults; its reader wants every one of them.
 */
const settings = {
  'project.name': {
    kind: { type: 'text', allowed: notBlank },
    fallback: 'Untitled Project',
    levels: config,
    meaning: 'Name of the project.',
  },
  'project.description': {
    kind: { type: 'text', optional: true, lines: true },
    fallback: null,
    levels: config,
    meaning: 'What the project is about.',
  },
  'project.default_assignee': {
    kind: { type: 'text', optional: true },
    fallback: null,
    levels: everywhere,
    meaning: 'Who works on a new ticket, where nobody is named.',
  },
  'project.default_priority': {
    kind: { type: 'choice', of: priorities },
    fallback: 'medium',
    levels: everywhere,
    meaning: 'Priority of a new ticket, where none is named.',
  },
  'ui.theme': {
    kind: { type: 'choice', of: ['light', 'dark', 'auto'] },
    fallback: 'auto',
    levels: everywhere,
    meaning: "Colours for a light or a dark terminal; auto keeps to the terminal's own.",
  },
  'ui.emoji': { kind: flag, fallback: true, levels: everywhere, meaning: 'Whether lists on a terminal show emoji.' },
  'ui.page_size': {
    kind: { type: 'whole', min: 1, max: 100_000 },
    fallback: 20,
    levels: everywhere,
    meaning: 'How many tickets list and search show on a terminal, where --limit says nothing.',
  },
  'ui.date_format': {
    kind: { type: 'text', allowed: notBlank },
    fallback: '%Y-%m-%d %H:%M',
    levels: everywhere,
    meaning: 'How list and show write times on a terminal, in the letters of strftime.',
  },
  'git.enabled': { kind: flag, fallback: true, levels: everywhere, meaning: 'Whether tickets use git at all.' },
  'git.branch_prefix': {
    kind: { type: 'text', allowed: branchStart },
    fallback: 'ticket/',
    levels: everywhere,
    meaning: "What the branch of a ticket begins with, before the ticket's slug.",
  },
  'git.auto_branch': {
    kind: flag,
    fallback: true,
    levels: everywhere,
    meaning: 'Whether starting a ticket makes its branch.',
  },
  'git.commit_template': {
    kind: { type: 'text', optional: true, lines: true },
    fallback: null,
    levels: everywhere,
    meaning: "What a ticket's commit message begins with.",
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
    fallback: './{project}-vibeticket-',
    levels: everywhere,
    meaning: "What the folder of a ticket's worktree begins with; {project} is the project's folder.",
  },
  'git.worktree_cleanup_on_close': {
    kind: flag,
    fallback: false,
    levels: everywhere,
    meaning: 'Whether closing a ticket removes its worktree.',
  },
  'plugins.enabled': {
    kind: { type: 'texts' },
    fallback: [],
    levels: config,
    meaning: 'Kept for vibe-ticket; no effect.',
  },
  'plugins.directory': {
    kind: { type: 'text' },
    fallback: '.vibe-ticket/plugins',
    levels: config,
    meaning: 'Kept for vibe-ticket; no effect.',
  },
  'claim.lease_minutes': {
    kind: { type: 'whole', min: 1, max: 1440 },
    fallback: 30,
    levels: ours,
    meaning: 'How long a claim holds after the last activity of its session.',
  },
  'archive.after_days': {
    kind: { type: 'whole', min: 0, max: 36_500, optional: true },
    fallback: null,
    levels: team,
    meaning: 'Days after which a closed ticket is archived by itself; null for never.',
  },
  'children.on_close': {
    kind: childrenPolicy,
    fallback: 'refuse',
    levels: ours,
    meaning: 'What becomes of the tickets that hang on one that is closed, where --children says nothing.',
  },
  'children.on_delete': {
    kind: childrenPolicy,
    fallback: 'refuse',
    levels: ours,
    meaning: 'The same for one that is deleted.',
  },
  'children.on_archive': {
    kind: childrenPolicy,
    fallback: 'refuse',
    levels: ours,
    meaning: 'The same for one that is archived.',
  },
  'journal.max_megabytes': {
    kind: { type: 'whole', min: 1, max: 1024 },
    fallback: 8,
    levels: ours,
    meaning: 'How large the journal of this clone may grow before its older half goes.',
  },
  'tickets.similar_hint': {
    kind: flag,
    fallback: true,
    levels: ours,
    meaning: 'Whether new tells of tickets with a similar title.',
  },
  me: {
    kind: { type: 'text', optional: true },
    fallback: null,
    levels: personal,
    meaning: 'Who @me is; without it, the mail address or name that git has for you.',
  },
  color: {
    kind: { type: 'choice', of: ['auto', 'never'] },
    fallback: 'auto',
    levels: personal,
    meaning: 'Whether a terminal gets colours.',
  },
} as const satisfies Record<string, SettingDefinition>;

export type SettingKey = keyof typeof settings;
export type SettingValue<K extends SettingKey> = KindValue<(typeof settings)[K]['kind']>;

export const settingKeys = Object.keys(settings) as readonly SettingKey[];

export function isSettingKey(text: string): text is SettingKey {
  return Object.hasOwn(settings, text);
}

/** The keys that may stand in a file, in its order. */
export function keysAt(level: SettingLevel): SettingKey[] {
  return settingKeys.filter((key) => definitionOf(key).levels.includes(level));
}

/** The row of the table, without its own literal type. */
export function definitionOf(key: SettingKey): SettingDefinition {
  return settings[key];
}
