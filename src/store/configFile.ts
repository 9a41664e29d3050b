import { TicketreeError } from '../domain/errors.js';
import { settingsLayer, type SettingsLayer } from '../domain/resolveSettings.js';
import { settingLevels, type SettingLevel } from '../domain/settingDefinition.js';
import { TicketFormatError } from './codec/ticketFormatError.js';
import { readCanonicalSettings } from './canonicalSettings.js';
import { configSource, personalSource, teamSource, type SettingsFile } from './configSources.js';
import { readTextIfThere } from './files.js';
import type { StoreLayout } from './layout.js';
import { ownSchemaVersion, schemaVersionOf } from './schemaVersion.js';

/** What the files of settings say. */
export interface ReadSettings {
  readonly layers: readonly SettingsLayer[];
  /** One sentence for each file that cannot be read, or not wholly: it counts as not there. */
  readonly problems: readonly string[];
}

/**
 * Reads the files of settings.
 * @param layout null for a person who stands in no project
 * @param levels which of the files
 */
export async function readSettings(
  layout: StoreLayout | null,
  env: NodeJS.ProcessEnv,
  levels: readonly SettingLevel[] = settingLevels,
): Promise<ReadSettings> {
  const files = [personalSource(env), ...(layout === null ? [] : [teamSource(layout), configSource(layout)])];
  const read = await Promise.all(files.filter(({ level }) => levels.includes(level)).map(readLayer));
  const layers = read.map(({ layer }) => layer);
  const me = env['TICKETREE_ME']?.trim() ?? '';
  if (me !== '') layers.push(settingsLayer('environment', 'TICKETREE_ME', { me }));
  return { layers, problems: read.flatMap(({ problem }) => problem ?? []) };
}

interface ReadLayer {
  readonly layer: SettingsLayer;
  /** Why nothing, or not all, of the file can be read. */
  readonly problem: string | null;
}

async function readLayer({ level, path }: SettingsFile): Promise<ReadLayer> {
  const layer = { source: level, place: path, values: new Map() };
  try {
    const text = await readTextIfThere(path);
    if (text === null) return { layer, problem: level === 'config' ? `${path} is missing; defaults hold.` : null };
    const { isEmpty, values } = await readValues(text);
    const version = level === 'config' ? 0 : schemaVersionOf(text);
    return { layer: { ...layer, values }, problem: oddity(path, level, isEmpty, version) };
  } catch (error) {
    if (error instanceof TicketFormatError) {
      return { layer, problem: `${path}, line ${error.line}: ${error.reason}; defaults hold.` };
    }
    if (TicketreeError.is(error)) return { layer, problem: error.message };
    throw error;
  }
}

async function readValues(text: string): Promise<{ isEmpty: boolean; values: SettingsLayer['values'] }> {
  const values = readCanonicalSettings(text);
  if (values !== undefined) return { isEmpty: false, values };
  const { readSettingsText } = await import('./configText.js');
  const { yaml, values: parsed } = readSettingsText(text);
  return { isEmpty: yaml === null, values: parsed };
}

function oddity(path: string, level: SettingLevel, isEmpty: boolean, version: number): string | null {
  if (isEmpty && level === 'config') return `${path} is empty; defaults hold.`;
  if (version <= ownSchemaVersion) return null;
  return `${path} was written by a newer Ticketree (schema ${version}, this one knows ${ownSchemaVersion}).`;
}
