import { userInfo } from 'node:os';
import { Settings, settingsLayer, type SettingsLayer } from '../domain/resolveSettings.js';
import { definitionOf, type SettingKey, type SettingValue } from '../domain/settings.js';
import { readSettings } from '../store/configFile.js';
import { readGitIdentity, type GitIdentity } from '../store/gitIdentity.js';
import type { StoreLayout } from '../store/layout.js';

/** The settings as they hold at the moment of asking, for every surface. What is damaged counts as not said. */
export class SettingsReader {
  /**
   * @param layout null for a person who stands in no project
   * @param folder where git is asked who the person is
   */
  constructor(
    private readonly layout: StoreLayout | null,
    private readonly folder = layout?.project ?? '.',
    private readonly env: NodeJS.ProcessEnv = process.env,
  ) {}

  /** One setting; only the files that may hold it are read. For {@link me} ask that. */
  async get<K extends SettingKey>(key: K): Promise<SettingValue<K>> {
    const { layers } = await readSettings(this.layout, this.env, definitionOf(key).levels);
    return new Settings(layers).get(key);
  }

  /** Several settings, for which each file is read once. */
  async some<K extends SettingKey>(keys: readonly K[]): Promise<{ readonly [Key in K]: SettingValue<Key> }> {
    const { layers } = await readSettings(this.layout, this.env, [
      ...new Set(keys.flatMap((key) => definitionOf(key).levels)),
    ]);
    const settings = new Settings(layers);
    return Object.fromEntries(keys.map((key) => [key, settings.get(key)])) as { [Key in K]: SettingValue<Key> };
  }

  /** Several at once, as the files say them; who {@link me} is may be known to git alone. */
  async read(): Promise<Settings> {
    const { layers, problems } = await readSettings(this.layout, this.env);
    return new Settings(layers, problems);
  }

  /** All settings, with who says so, and what is wrong in the files. */
  async all(): Promise<Settings> {
    const [{ layers, problems }, git] = await Promise.all([readSettings(this.layout, this.env), this.gitIdentity()]);
    return new Settings([...layers, systemLayer(git)], problems);
  }

  /** Who `@me` is: what the person says, else git's mail address or name, else the name of the account. */
  async me(): Promise<string> {
    return (await this.myNames())[0] ?? '';
  }

  /** The names under which tickets may know the person; the first is {@link me}. */
  async myNames(): Promise<string[]> {
    const said = await this.get('me');
    if (said !== null) return [said];
    const { email, name } = await this.gitIdentity();
    const names = [email, name].filter((each) => each !== null);
    return names.length > 0 ? names : [accountName()];
  }

  private gitIdentity(): Promise<GitIdentity> {
    return readGitIdentity(this.folder, this.env);
  }
}

function systemLayer({ email, name }: GitIdentity): SettingsLayer {
  const known = email ?? name;
  return known === null
    ? settingsLayer('system', 'your account', { me: accountName() })
    : settingsLayer('system', 'git', { me: known });
}

function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    // As in a container whose user has no entry in the table of accounts.
    return 'unknown';
  }
}
