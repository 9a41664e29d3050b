import { describeKind, readSetting, type PlainValue, type Spelled } from './settingKinds.js';
import { settingLevels, type SettingLevel } from './settingDefinition.js';
import { definitionOf, isSettingKey, settingKeys, type SettingKey, type SettingValue } from './settings.js';

/**
 * Who may say what a setting is; the first that does wins: a flag or an action, the environment, the person, the team's
 * `ticketree.yaml`, vibe-ticket's `config.yaml`, what the computer knows (git's user), and last the table's default.
 */
const precedence = ['flag', 'environment', 'personal', 'team', 'config', 'system', 'default'] as const;
type SettingSource = (typeof precedence)[number];

/** What one of them says, damaged values among it. */
export interface SettingsLayer {
  readonly source: Exclude<SettingSource, 'default'>;
  /** What people call it, such as a file's path. */
  readonly place: string;
  readonly values: ReadonlyMap<string, Spelled>;
}

/** A setting, and who says so. */
export interface ResolvedSetting<K extends SettingKey = SettingKey> {
  readonly key: K;
  readonly value: SettingValue<K>;
  readonly source: SettingSource;
  /** {@link SettingsLayer.place}; null for a default. */
  readonly place: string | null;
}

/** All settings as they hold, and what is wrong with what the files say. */
export class Settings {
  private readonly layers: readonly SettingsLayer[];
  /** One sentence for each file or value that is passed over. */
  readonly warnings: readonly string[];

  /**
   * @param layers in any order
   * @param problems what was found while they were read
   */
  constructor(layers: readonly SettingsLayer[], problems: readonly string[] = []) {
    this.layers = layers.toSorted((a, b) => precedence.indexOf(a.source) - precedence.indexOf(b.source));
    this.warnings = [...problems, ...this.layers.flatMap(problemsOf)];
  }

  get<K extends SettingKey>(key: K): SettingValue<K> {
    return resolveSetting(key, this.layers).value;
  }

  resolve<K extends SettingKey>(key: K): ResolvedSetting<K> {
    return resolveSetting(key, this.layers);
  }
}

/**
 * The value of a setting, and who says so. What is not allowed counts as not said: a damaged setting must keep nobody
 * from their tickets.
 * @param layers by precedence, the first wins
 */
export function resolveSetting<K extends SettingKey>(key: K, layers: readonly SettingsLayer[]): ResolvedSetting<K> {
  const { kind, fallback } = definitionOf(key);
  for (const { source, place, values } of layers) {
    const spelled = values.get(key);
    const value = spelled === undefined || !mayStandIn(key, source) ? undefined : readSetting(kind, spelled);
    // The table says of which type a key's values are.
    if (value !== undefined) return { key, value: value as SettingValue<K>, source, place };
  }
  return { key, value: fallback as SettingValue<K>, source: 'default', place: null };
}

/** A layer of values that come from no file, such as a flag or a variable of the environment. */
export function settingsLayer(
  source: SettingsLayer['source'],
  place: string,
  values: Readonly<Partial<Record<SettingKey, PlainValue>>>,
): SettingsLayer {
  const spelled = Object.entries(values).map(([key, value]): [string, Spelled] => [
    key,
    { value, text: typeof value === 'string' ? value : null },
  ]);
  return { source, place, values: new Map(spelled) };
}

function problemsOf({ source, place, values }: SettingsLayer): string[] {
  return [...values].flatMap(([key, spelled]) => {
    if (!isSettingKey(key)) return problemsOfUnknown(key, source).map((what) => `${place}: ${what}`);
    if (!mayStandIn(key, source)) return [`${place}: ${key} has no effect here; it belongs into ${homeOf(key)}.`];
    const { kind } = definitionOf(key);
    return readSetting(kind, spelled) === undefined ? [`${place}: ${key} must be ${describeKind(kind)}.`] : [];
  });
}

function problemsOfUnknown(key: string, source: SettingsLayer['source']): string[] {
  if (settingKeys.some((each) => each.startsWith(`${key}.`))) return [`"${key}" must hold settings, not a value.`];
  // vibe-ticket's documentation shows sections of config.yaml that nobody reads.
  return source === 'config' || key === 'schema_version' ? [] : [`"${key}" is no setting.`];
}

function mayStandIn(key: SettingKey, source: SettingSource): boolean {
  const isFile = (settingLevels as readonly string[]).includes(source);
  return !isFile || definitionOf(key).levels.includes(source as SettingLevel);
}

const fileNames: Readonly<Record<SettingLevel, string>> = {
  personal: 'your personal settings',
  team: 'ticketree.yaml',
  config: 'config.yaml',
};

/** What people call the file in which a setting lives. */
export function homeOf(key: SettingKey): string {
  return fileNames[homeLevel(key)];
}

/** Where a setting is written when nobody says where. */
export function homeLevel(key: SettingKey): SettingLevel {
  return definitionOf(key).levels.at(-1) ?? 'personal';
}
