/** A part of a path, as characters and wildcards. */
type Token =
  { readonly kind: 'one' } | { readonly kind: 'star' } | { readonly kind: 'fits'; readonly test: CharacterTest };
type CharacterTest = (character: string) => boolean;
type Segment = readonly Token[] | '**';

interface Pattern {
  readonly takesBack: boolean;
  readonly foldersOnly: boolean;
  readonly segments: readonly Segment[];
}

/** Patterns of files as `.gitignore` has them (gitignore(5)). */
export class IgnorePatterns {
  private readonly patterns: readonly Pattern[];

  /** @param lines what no pattern can be made of, such as a comment, counts for nothing */
  constructor(lines: readonly string[]) {
    this.patterns = lines.map(readPattern).filter((pattern) => pattern !== null);
  }

  /**
   * What the patterns say of a path itself; that of a folder holds for all in it.
   * @param path relative to where the patterns stand, with `/`
   * @returns whether it is meant, by the last pattern that fits; null where none does
   */
  judge(path: string, isFolder: boolean): boolean | null {
    const parts = path.split('/');
    const last = this.patterns.findLast(
      ({ foldersOnly, segments }) => (isFolder || !foldersOnly) && fitsPath(segments, parts),
    );
    return last === undefined ? null : !last.takesBack;
  }

  /** Whether something inside of a folder may be meant, though the folder itself is not. */
  mayReachInto(folder: string): boolean {
    const parts = folder.split('/');
    return this.patterns.some(({ takesBack, segments }) => !takesBack && reaches(segments, parts));
  }
}

function readPattern(line: string): Pattern | null {
  const text = line.replace(/\r$/, '').replace(/(?<!\\) +$/, '');
  if (text === '' || text.startsWith('#')) return null;
  const takesBack = text.startsWith('!');
  const said = takesBack ? text.slice(1) : text;
  const foldersOnly = said.endsWith('/');
  const path = said.replace(/\/+$/, '');
  if (path === '') return null;
  const parts = path.split('/').filter((part) => part !== '');
  const segments = parts.map((part): Segment => (part === '**' ? '**' : tokensOf(part)));
  // What holds no slash is looked for at any depth.
  if (!path.includes('/')) segments.unshift('**');
  // `folder/**` means what is in the folder, and not the folder.
  if (segments.at(-1) === '**') segments.push([{ kind: 'star' }]);
  return { takesBack, foldersOnly, segments };
}

function tokensOf(part: string): Token[] {
  const tokens: Token[] = [];
  const characters = Array.from(part);
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at] ?? '';
    const set = character === '[' ? readSet(characters, at) : null;
    if (set) {
      tokens.push({ kind: 'fits', test: set.test });
      at = set.end;
    } else if (character === '*') tokens.push({ kind: 'star' });
    else if (character === '?') tokens.push({ kind: 'one' });
    else {
      if (character === '\\' && at + 1 < characters.length) at++;
      const meant = characters[at];
      tokens.push({ kind: 'fits', test: (each) => each === meant });
    }
  }
  return tokens;
}

/** `[a-z_]` or `[!a-z_]`; null where the bracket is never closed. */
function readSet(characters: readonly string[], start: number): { test: CharacterTest; end: number } | null {
  const isNegated = ['!', '^'].includes(characters[start + 1] ?? '');
  const first = start + (isNegated ? 2 : 1);
  // A bracket that comes first stands for itself.
  const end = characters.indexOf(']', first + 1);
  if (end === -1) return null;
  const ranges: (readonly [string, string])[] = [];
  for (let at = first; at < end; at++) {
    const from = characters[at] ?? '';
    const isRange = characters[at + 1] === '-' && at + 2 < end;
    ranges.push([from, isRange ? (characters[at + 2] ?? from) : from]);
    if (isRange) at += 2;
  }
  return { test: (each) => ranges.some(([from, to]) => from <= each && each <= to) !== isNegated, end };
}

function fitsPath(segments: readonly Segment[], parts: readonly string[]): boolean {
  return fitsAll(segments, parts, (segment) => segment === '**', fitsPart);
}

function fitsPart(segment: Segment, part: string): boolean {
  if (segment === '**') return true;
  return fitsAll(
    segment,
    Array.from(part),
    ({ kind }) => kind === 'star',
    (token, character) => token.kind !== 'fits' || token.test(character),
  );
}

/**
 * Whether a sequence fits a pattern in which some elements stand for any number of items. It only ever goes back to the
 * last of those, so that no pattern, which may come with somebody's repository, takes more than a moment.
 */
function fitsAll<P, T>(
  pattern: readonly P[],
  items: readonly T[],
  isAnyNumber: (element: P) => boolean,
  fits: (element: P, item: T) => boolean,
): boolean {
  let [at, item, starAt, starItem] = [0, 0, -1, 0];
  while (item < items.length) {
    const element = pattern[at];
    if (element !== undefined && isAnyNumber(element)) [starAt, starItem] = [at++, item];
    else if (element !== undefined && fits(element, items[item] as T)) [at, item] = [at + 1, item + 1];
    else if (starAt >= 0) [at, item] = [starAt + 1, ++starItem];
    else return false;
  }
  return pattern.slice(at).every(isAnyNumber);
}

function reaches(segments: readonly Segment[], folder: readonly string[]): boolean {
  for (const [index, part] of folder.entries()) {
    const segment = segments[index];
    if (segment === '**') return true;
    if (segment === undefined || !fitsPart(segment, part)) return false;
  }
  return segments.length > folder.length;
}
