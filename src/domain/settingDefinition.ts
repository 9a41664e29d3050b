import type { PlainValue, SettingKind } from './settingKinds.js';

/**
 * The files that a setting may stand in: the person's own, the team's `ticketree.yaml`, vibe-ticket's `config.yaml`.
 * What stands in an earlier one wins.
 */
export const settingLevels = ['personal', 'team', 'config'] as const;
export type SettingLevel = (typeof settingLevels)[number];

/** Why a setting has no effect in Ticketree as it is, by who heeds it. */
export const notHeeded = {
  'vibe-ticket': 'Kept for vibe-ticket; no effect here.',
} as const;

export interface SettingDefinition {
  readonly kind: SettingKind;
  readonly fallback: PlainValue;
  /** Where it may stand. It lives in the last of them: that is where `config set` writes it. */
  readonly levels: readonly SettingLevel[];
  /** What it must fit besides where it comes with the repository, from whoever wrote that. */
  readonly shared?: { readonly allows: (value: string) => boolean; readonly says: string };
  /** What it does, one line; see {@link meaningOf}. */
  readonly meaning: string;
  /** Who alone heeds it, where Ticketree's command line does not. */
  readonly surface?: keyof typeof notHeeded;
}

export const config = ['config'] as const;
export const team = ['team'] as const;
export const personal = ['personal'] as const;
/** vibe-ticket's keys that a team or a person may want otherwise in Ticketree. */
export const everywhere = ['personal', 'team', 'config'] as const;
export const ours = ['personal', 'team'] as const;

export const flag = { type: 'boolean' } as const;

export const notBlank = { pattern: /\S/, says: 'a text of one line' };
