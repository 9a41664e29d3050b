import { Option, type Command } from 'commander';
import { ConfigService, requireSetting } from '../../app/configService.js';
import { homeLevel, type ResolvedSetting, type Settings } from '../../domain/resolveSettings.js';
import type { SettingLevel } from '../../domain/settingDefinition.js';
import { definitionOf, meaningOf, settingKeys, type SettingKey } from '../../domain/settings.js';
import { withExamples } from '../examples.js';
import { lookOf } from '../look.js';
import { Session } from '../session.js';
import { formatSetting, formatSettings, settingText } from '../settingLines.js';
import { oneLine, plain } from '../terminalText.js';

interface LevelFlags {
  readonly team?: boolean;
  readonly personal?: boolean;
}

interface ResetFlags extends LevelFlags {
  readonly force?: boolean;
}

const keyHelp = 'such as ui.page_size';

/** `config` */
export function configure(config: Command): void {
  configureGet(config);
  configureSet(config);
  configureShow(config);
  configureReset(config);
  withExamples(config, [
    'ticketree config show',
    'ticketree config set ui.page_size 50',
    'ticketree config set --personal me alice@example.com',
    'ticketree config reset ui.page_size',
  ]);
}

function configureGet(config: Command): void {
  config
    .command('get')
    .description('print the value of a setting')
    .argument('<key>', keyHelp)
    .action(async (name: string, _flags: unknown, self: Command) => {
      const session = Session.of(self);
      const key = requireSetting(name);
      const settings = await (await openConfig(session, key, {})).reader.all();
      const { value } = settings.resolve(key);
      printSetting(session, settings, key, value === null ? '' : plain(settingText(value)));
    });
}

function configureSet(config: Command): void {
  withLevels(config.command('set'))
    .description('change a setting')
    .argument('<key>', keyHelp)
    .argument('<value>', 'the new value; null for none, - reads standard input')
    .action(async (name: string, value: string, flags: LevelFlags, self: Command) => {
      const session = Session.of(self);
      const key = requireSetting(name);
      const service = await openConfig(session, key, flags);
      const settings = await service.set(key, await session.input.longText(value), levelOf(flags));
      printSetting(session, settings, key, whatHolds(settings.resolve(key)));
    });
}

function configureShow(config: Command): void {
  config
    .command('show')
    .description('show all settings, or one in full, and who says so')
    .argument('[key]', keyHelp)
    .action(async (name: string | undefined, _flags: unknown, self: Command) => {
      const session = Session.of(self);
      const key = name === undefined ? undefined : requireSetting(name);
      printSettings(session, await (await openConfig(session, key, {})).reader.all(), key);
    });
}

function configureReset(config: Command): void {
  withLevels(config.command('reset'))
    .description('give a setting, or all of them, the default again')
    .argument('[key]', `${keyHelp} (default: all settings of the project)`)
    .option('-f, --force', 'do not ask before all of them are reset')
    .action(async (name: string | undefined, flags: ResetFlags, self: Command) => {
      const session = Session.of(self);
      const key = name === undefined ? undefined : requireSetting(name);
      const service = await openConfig(session, key, flags);
      if (key === undefined) {
        await session.input.consent('Reset all settings?', flags.force, '--force');
        printSettings(session, await service.resetAll(levelOf(flags)), undefined);
        return;
      }
      const settings = await service.reset(key, levelOf(flags));
      printSetting(session, settings, key, whatHolds(settings.resolve(key)));
    });
}

function withLevels(command: Command): Command {
  return command
    .addOption(new Option('--team', "for the team, in Ticketree's own ticketree.yaml").conflicts('personal'))
    .option('--personal', 'for you, in all projects');
}

function levelOf({ team, personal }: LevelFlags): SettingLevel | undefined {
  if (personal === true) return 'personal';
  return team === true ? 'team' : undefined;
}

/** What is for the person alone holds without a store, too. @throws TicketreeError `no_store`, `usage` */
async function openConfig(session: Session, key: SettingKey | undefined, flags: LevelFlags): Promise<ConfigService> {
  session.requireFolder();
  const needsStore = flags.personal !== true && (key === undefined || homeLevel(key) !== 'personal');
  return ConfigService.open(session.folder, session.ports.clock, needsStore);
}

function printSetting(session: Session, settings: Settings, key: SettingKey, human: string): void {
  printWarnings(session, settings);
  const setting = describeSetting(settings.resolve(key));
  session.output.result('setting', { setting, warnings: settings.warnings }, () => human);
}

function printSettings(session: Session, settings: Settings, key: SettingKey | undefined): void {
  printWarnings(session, settings);
  const shown = (key === undefined ? settingKeys : [key]).map((each) => describeSetting(settings.resolve(each)));
  session.output.result('settings', { settings: shown, warnings: settings.warnings }, () => {
    const look = lookOf(session.terminal, settings);
    return key === undefined ? formatSettings(settings, look) : formatSetting(settings.resolve(key), look);
  });
}

function printWarnings(session: Session, { warnings }: Settings): void {
  for (const warning of warnings) session.output.warn(oneLine(warning));
}

/** The fields of a setting in a document. */
function describeSetting(setting: ResolvedSetting): Record<string, unknown> {
  const { fallback } = definitionOf(setting.key);
  return { ...setting, default: fallback, meaning: meaningOf(setting.key) };
}

function whatHolds({ key, value, source, place }: ResolvedSetting): string {
  return oneLine(`${key} is ${settingText(value)} (${place ?? source})`);
}
