import { definitionOf, keysAt, type SettingKey } from '../domain/settings.js';
import type { PlainValue } from '../domain/settingKinds.js';
import { TicketFormatError } from './codec/ticketFormatError.js';
import { patchSettings } from './configPatch.js';
import { readSettingsText, type SettingChanges } from './configText.js';

/** The keys of vibe-ticket 0.4's `config.yaml`, in its order; its reader wants every one of them. */
const configKeys = keysAt('config');

/** `config.yaml` as vibe-ticket writes it at init, byte for byte. */
export function encodeConfig(name: string, description: string | null): string {
  const named: SettingChanges = new Map([
    ['project.name', name],
    ['project.description', description],
  ]);
  return patchSettings('', configKeys, complete(named, new Map()));
}

/**
 * `config.yaml` with some settings changed, and with all that are missing, so that vibe-ticket can read it.
 * @param changes undefined stands for the default
 * @throws TicketFormatError
 */
export function patchConfig(text: string, changes: SettingChanges): string {
  const { yaml, values } = readSettingsText(text);
  // vibe-ticket truncates the file before it writes it.
  if (yaml === null) throw new TicketFormatError(1, 'the file is empty');
  return patchSettings(text, configKeys, complete(changes, values));
}

function complete(changes: SettingChanges, there: ReadonlyMap<string, unknown>): SettingChanges {
  const wanted = configKeys.filter((key) => changes.has(key) || !there.has(key));
  return new Map(wanted.map((key) => [key, valueOrDefault(key, changes.get(key))]));
}

function valueOrDefault(key: SettingKey, value: PlainValue | undefined): PlainValue {
  return value === undefined ? definitionOf(key).fallback : value;
}
