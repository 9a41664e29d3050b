/** Under which name a worker claims: `command.option(...sessionOption)`, then `Session.of(self, flags.session)`. */
export const sessionOption = [
  '--session <name>',
  'who claims, of your shells and agents (default: this shell)',
] as const;

export interface SessionFlags {
  readonly session?: string;
}
