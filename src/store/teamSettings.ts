import type { SettingLevel } from '../domain/settingDefinition.js';
import { keysAt } from '../domain/settings.js';
import { patchSettings } from './configPatch.js';
import type { SettingChanges } from './configText.js';
import { ownSchemaVersion } from './schemaVersion.js';

const versionKey = 'schema_version';

/**
 * `ticketree.yaml`, or a person's own settings, with some of them changed and the version of its schema.
 * @param changes undefined takes one away, so that its default holds
 * @throws TicketFormatError
 */
export function patchOwnSettings(
  level: Exclude<SettingLevel, 'config'>,
  text: string,
  changes: SettingChanges,
): string {
  const order = [versionKey, ...keysAt(level)];
  return patchSettings(text, order, new Map([[versionKey, ownSchemaVersion], ...changes]));
}
