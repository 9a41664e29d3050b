/** `withCode`: tickets are committed, vibe-ticket's way. `beside`: git ignores them in this clone only. */
export type StorePlacement = 'withCode' | 'beside';

/** What a person says of a new store. */
export interface InitOptions {
  /** Name of the project; that of its folder when left out. */
  readonly name?: string;
  readonly description?: string;
  readonly placement: StorePlacement;
  /** Writes config, state and templates of an existing store anew; its tickets stay. */
  readonly force?: boolean;
}
