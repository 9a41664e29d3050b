import { homedir } from 'node:os';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import type { SettingLevel } from '../domain/settingDefinition.js';
import type { StoreLayout } from './layout.js';

/** A file of settings. */
export interface SettingsFile {
  readonly level: SettingLevel;
  readonly path: string;
  /** The folder for copies of what is migrated or written anew. */
  readonly backups: string;
}

/** vibe-ticket's `config.yaml`. */
export function configSource(layout: StoreLayout): SettingsFile {
  return { level: 'config', path: layout.config, backups: backupFolder(layout) };
}

/** Our `ticketree.yaml`. */
export function teamSource(layout: StoreLayout): SettingsFile {
  return { level: 'team', path: layout.teamSettings, backups: backupFolder(layout) };
}

/**
 * The person's own file for the command line: what TICKETREE_CONFIG names, else `ticketree/config.yaml` in the folder
 * of the XDG Base Directory Specification, or of Windows (APPDATA).
 */
export function personalSource(env: NodeJS.ProcessEnv): SettingsFile {
  const path = isSet(env['TICKETREE_CONFIG'])
    ? resolve(env['TICKETREE_CONFIG'])
    : join(configHome(env), 'ticketree', 'config.yaml');
  return { level: 'personal', path, backups: join(dirname(path), 'backups') };
}

/** The folder in which programs keep a person's settings. */
export function configHome(env: NodeJS.ProcessEnv): string {
  const named = process.platform === 'win32' ? env['APPDATA'] : env['XDG_CONFIG_HOME'];
  // The specification says to ignore a relative one.
  return isSet(named) && isAbsolute(named) ? named : join(homeFolder(env), '.config');
}

/** The person's home. */
export function homeFolder(env: NodeJS.ProcessEnv): string {
  const named = process.platform === 'win32' ? env['USERPROFILE'] : env['HOME'];
  return isSet(named) ? named : homedir();
}

function backupFolder(layout: StoreLayout): string {
  return join(layout.backups, 'migrations');
}

function isSet(value: string | undefined): value is string {
  return value !== undefined && value !== '';
}
