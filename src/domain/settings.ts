import { priorities } from './ticket.js';
import { gitSettings, vibeTicketGitSettings } from './gitSettings.js';
import type { KindValue } from './settingKinds.js';
import {
  config,
  everywhere,
  flag,
  notBlank,
  notHeeded,
  ours,
  personal,
  team,
  type SettingDefinition,
  type SettingLevel,
} from './settingDefinition.js';

const childrenPolicy = { type: 'choice', of: ['refuse', 'cascade', 'detach'] } as const;

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
  ...vibeTicketGitSettings,
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
  ...gitSettings,
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
