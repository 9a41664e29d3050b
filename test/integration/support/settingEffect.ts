/** A project in which one setting was made, by a person whose own settings are in a file of the test. */
export interface Scene {
  readonly project: string;
  readonly env: Record<string, string>;
}

export interface Effect {
  /** Two values as a person types them. */
  readonly values: readonly [string, string];
  /** What can be seen of the setting; the same whenever the setting is the same. */
  readonly see: (scene: Scene) => Promise<unknown>;
}
