import { priorities } from './ticket.js';
import type { KindValue, PlainValue, SettingKind } from './settingKinds.js';

/**
 * The files that a setting may stand in: the person's own, the team's `ticketree.yaml`, vibe-ticket's `config.yaml`.
 * What stands in an earlier one wins.
 */
export const settingLevels = ['personal', 'team', 'config'] as const;
export type SettingLevel = (typeof settingLevels)[number];

/** Why a setting has no effect in Ticketree as it is, by who heeds it. */
const notHeeded = {
  git: 'No effect yet: Ticketree leaves git alone so far.',
  'vibe-ticket': 'Kept for vibe-ticket; no effect here.',
} as const;

export interface SettingDefinition {
  readonly kind: SettingKind;
  readonly fallback: PlainValue;
  /** Where it may stand. It lives in the last of them: that is where `config set` writes it. */
  readonly levels: readonly SettingLevel[];
  /** What it does, one line; see {@link meaningOf}. */
  readonly meaning: string;
  /** Who alone heeds it, where Ticketree's command line does not. */
  readonly surface?: keyof typeof notHeeded;
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

const wipLimit = {
  kind: { type: 'whole', min: 1, max: 100_000, optional: true },
  fallback: null,
  levels: team,
} as const;
const columnName = { kind: { type: 'text', allowed: notBlank, optional: true }, fallback: null, levels: team } as const;

/**
 * All settings, in the order of their files. The keys up to `plugins.directory` are those of vibe-ticket 0.4's
 * `config.yaml`, with its defaults; its reader wants every one of them.
 */
const settings = {
  'project.name': {
    kind: { type: 'text', allowed: notBlank },
    fallback: 'Untitled Project',
    levels: config,
    meaning: 'Name of the project, as check shows it.',
  },
  'project.description': {
    kind: { type: 'text', optional: true, lines: true },
    fallback: null,
    levels: config,
    meaning: 'What the project is about, as check shows it.',
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
  'ui.emoji': {
    kind: flag,
    fallback: true,
    levels: everywhere,
    meaning: 'Whether a terminal shows an emoji for the status of a ticket.',
  },
  'ui.page_size': {
    kind: { type: 'whole', min: 1, max: 100_000 },
    fallback: 20,
    levels: everywhere,
    meaning: 'How many lines list, ready, search and history have on a terminal, where --limit says nothing.',
  },
  'ui.date_format': {
    kind: { type: 'text', allowed: notBlank },
    fallback: '%Y-%m-%d %H:%M',
    levels: everywhere,
    meaning: 'How people are shown times, in the letters of strftime; --json keeps those of the files.',
  },
  'git.enabled': {
    kind: flag,
    fallback: true,
    levels: everywhere,
    meaning: 'Whether tickets use git at all.',
    surface: 'git',
  },
  'git.branch_prefix': {
    kind: { type: 'text', allowed: branchStart },
    fallback: 'ticket/',
    levels: everywhere,
    meaning: "What the branch of a ticket begins with, before the ticket's slug.",
    surface: 'git',
  },
  'git.auto_branch': {
    kind: flag,
    fallback: true,
    levels: everywhere,
    meaning: 'Whether starting a ticket makes its branch.',
    surface: 'git',
  },
  'git.commit_template': {
    kind: { type: 'text', optional: true, lines: true },
    fallback: null,
    levels: everywhere,
    meaning: "What a ticket's commit message begins with.",
    surface: 'git',
  },
  'git.worktree_enabled': {
    kind: flag,
    fallback: true,
    levels: everywhere,
    meaning: 'Whether a ticket may have a worktree of its own.',
    surface: 'git',
  },
  'git.worktree_default': {
    kind: flag,
    fallback: true,
    levels: everywhere,
    meaning: 'Whether starting a ticket makes a worktree, where nothing else is said.',
    surface: 'git',
  },
  'git.worktree_prefix': {
    kind: { type: 'text', allowed: folderStart },
    fallback: './{project}-vibeticket-',
    levels: everywhere,
    meaning: "What the folder of a ticket's worktree begins with; {project} is the project's folder.",
    surface: 'git',
  },
  'git.worktree_cleanup_on_close': {
    kind: flag,
    fallback: false,
    levels: everywhere,
    meaning: 'Whether closing a ticket removes its worktree.',
    surface: 'git',
  },
  'plugins.enabled': {
    kind: { type: 'texts' },
    fallback: [],
    levels: config,
    meaning: 'Plugins that are on.',
    surface: 'vibe-ticket',
  },
  'plugins.directory': {
    kind: { type: 'text' },
    fallback: '.vibe-ticket/plugins',
    levels: config,
    meaning: 'Folder of the plugins.',
    surface: 'vibe-ticket',
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
    meaning: 'Days after which archive --auto puts a closed ticket away; null for never.',
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
    meaning: 'How many megabytes the journal of this clone may have before its older half goes.',
  },
  'tickets.similar_hint': {
    kind: flag,
    fallback: true,
    levels: ours,
    meaning: 'Whether new tells of tickets with a similar title.',
  },
  'board.wip_limits.todo': {
    ...wipLimit,
    meaning: "How many tickets the board's column todo should hold at most; null for any number.",
  },
  'board.wip_limits.doing': { ...wipLimit, meaning: 'The same for doing.' },
  'board.wip_limits.review': { ...wipLimit, meaning: 'The same for review.' },
  'board.wip_limits.blocked': { ...wipLimit, meaning: 'The same for blocked.' },
  'board.wip_limits.done': { ...wipLimit, meaning: 'The same for done.' },
  'board.enforce_wip': {
    kind: flag,
    fallback: false,
    levels: team,
    meaning: 'Whether a full column takes no more tickets, on every surface; otherwise the board only shows it.',
  },
  'board.column_names.todo': {
    ...columnName,
    meaning: 'What the board calls the column todo; null for its usual name.',
  },
  'board.column_names.doing': { ...columnName, meaning: 'The same for doing.' },
  'board.column_names.review': { ...columnName, meaning: 'The same for review.' },
  'board.column_names.blocked': { ...columnName, meaning: 'The same for blocked.' },
  'board.column_names.done': { ...columnName, meaning: 'The same for done.' },
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
    meaning: 'Whether a terminal gets colours; NO_COLOR and --no-color always win.',
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

/** What a setting does, and where it does nothing, for people. */
export function meaningOf(key: SettingKey): string {
  const { meaning, surface } = definitionOf(key);
  return surface === undefined ? meaning : `${meaning} ${notHeeded[surface]}`;
}
