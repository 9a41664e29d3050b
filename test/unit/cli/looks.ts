import { lookOf, type Look } from '../../../src/cli/look.js';
import { noTerminal } from '../../../src/cli/terminal.js';
import { Settings, settingsLayer } from '../../../src/domain/resolveSettings.js';
import type { PlainValue } from '../../../src/domain/settingKinds.js';
import type { SettingKey } from '../../../src/domain/settings.js';

type Likes = Partial<Record<SettingKey, PlainValue>>;

/** The look of a pipe: as wide as need be, without colours and emoji. */
export const pipeLook = lookOf(noTerminal, new Settings([]));

/** The look of a terminal for a person with some settings. */
export function terminalLook(likes: Likes = {}, { columns = 80, colour = true } = {}): Look {
  const settings = new Settings([settingsLayer('personal', 'mine', likes)]);
  return lookOf({ isTerminal: true, colour, columns }, settings);
}
