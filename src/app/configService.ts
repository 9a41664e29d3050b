import { basename } from 'node:path';
import { TicketreeError } from '../domain/errors.js';
import { homeLevel, homeOf, type Settings } from '../domain/resolveSettings.js';
import { describeKind, parseSetting, type PlainValue } from '../domain/settingKinds.js';
import type { SettingLevel } from '../domain/settingDefinition.js';
import { definitionOf, isSettingKey, keysAt, settingKeys, type SettingKey } from '../domain/settings.js';
import { nearestWords } from '../query/nearestWords.js';
import { configSource, personalSource, teamSource } from '../store/configSources.js';
import type { SettingChanges } from '../store/configText.js';
import { updateSettings } from '../store/configWrite.js';
import type { StoreLayout } from '../store/layout.js';
import { locateStore, requireStore } from '../store/locateStore.js';
import { refuseNewerSchema } from '../store/schemaVersion.js';
import { readState } from '../store/stateFile.js';
import type { Clock } from '../util/clock.js';
import { SettingsReader } from './settingsReader.js';

/** What may be done with settings, the same from every surface. */
export class ConfigService {
  readonly reader: SettingsReader;

  private constructor(
    private readonly layout: StoreLayout | null,
    private readonly folder: string,
    private readonly clock: Clock,
    private readonly env: NodeJS.ProcessEnv = process.env,
  ) {
    this.reader = new SettingsReader(layout, folder, env);
  }

  /**
   * @param folder where the person stands
   * @param needsStore false for settings of the person alone, which hold everywhere
   * @throws TicketreeError `no_store`
   */
  static async open(folder: string, clock: Clock, needsStore: boolean): Promise<ConfigService> {
    const found = needsStore ? await requireStore(folder) : await locateStore(folder);
    return new ConfigService(found?.layout ?? null, folder, clock);
  }

  /**
   * Sets a setting, where it lives or at another level.
   * @param typed the value as a person types it
   * @returns the settings as they hold now; another level may still win
   * @throws TicketreeError `invalid_value`, `usage`, `store_damaged`, `store_newer`, `ticket_locked`, `not_writable`
   */
  async set(key: SettingKey, typed: string, level: SettingLevel = homeLevel(key)): Promise<Settings> {
    const { kind, shared } = definitionOf(key);
    const value = parseSetting(kind, typed);
    if (value === undefined) throw noValue(key, typed, describeKind(kind));
    const isShared = level !== 'personal' && shared !== undefined && typeof value === 'string';
    if (isShared && !shared.allows(value)) throw noValue(key, typed, shared.says);
    return this.change(key, value, level);
  }

  /** Makes a setting as if nobody had set it at that level. @throws as {@link set} */
  async reset(key: SettingKey, level: SettingLevel = homeLevel(key)): Promise<Settings> {
    return this.change(key, undefined, level);
  }

  /**
   * Makes all settings of a level, or of the store, as if nobody had set them; the project keeps its name and
   * description. A file that cannot be read is written anew, after a copy. @throws as {@link set}
   */
  async resetAll(level?: SettingLevel): Promise<Settings> {
    const levels: readonly SettingLevel[] = level === undefined ? ['config', 'team'] : [level];
    for (const each of levels) {
      const keys = keysAt(each).filter((key) => key !== 'project.name' && key !== 'project.description');
      await this.write(each, new Map(keys.map((key) => [key, undefined])), true);
    }
    return this.reader.all();
  }

  private async change(key: SettingKey, value: PlainValue | undefined, level: SettingLevel): Promise<Settings> {
    if (!definitionOf(key).levels.includes(level)) {
      throw new TicketreeError('usage', `${key} has no effect there.`, `It is a setting of ${homeOf(key)}.`);
    }
    await this.write(level, new Map([[key, value]]), false);
    return this.reader.all();
  }

  private async write(level: SettingLevel, changes: SettingChanges, anew: boolean): Promise<void> {
    if (level === 'personal') {
      await updateSettings(personalSource(this.env), { changes, anew, projectName: '' }, this.clock());
      return;
    }
    const layout = this.layout ?? (await requireStore(this.folder)).layout;
    await refuseNewerSchema(layout);
    const file = level === 'team' ? teamSource(layout) : configSource(layout);
    const projectName = (await readState(layout)).name ?? basename(layout.project);
    await updateSettings(file, { changes, anew, projectName }, this.clock());
  }
}

function noValue(key: SettingKey, typed: string, allowed: string): TicketreeError {
  return new TicketreeError('invalid_value', `"${typed}" is no value for ${key}.`, `Use ${allowed}.`);
}

/** The setting that a person means. @throws TicketreeError `setting_not_found` */
export function requireSetting(name: string): SettingKey {
  const word = name.trim();
  if (isSettingKey(word)) return word;
  const inner = settingKeys.filter((key) => key.endsWith(`.${word}`));
  const [meant] = [...inner, ...nearestWords(word, settingKeys)];
  throw new TicketreeError(
    'setting_not_found',
    `There is no setting "${name}".`,
    meant === undefined ? 'See `ticketree config show` for all settings.' : `Did you mean ${meant}?`,
  );
}
