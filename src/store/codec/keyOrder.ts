const mayDisagree = /[\ud800-\uffff]/;

/** The order of vibe-ticket's nested mappings (serde_json's BTreeMap): that of UTF-8 bytes. */
export function compareKeys(left: string, right: string): number {
  if (mayDisagree.test(left) || mayDisagree.test(right)) {
    return Buffer.compare(Buffer.from(left), Buffer.from(right));
  }
  // Below the surrogates, JavaScript's order is the same, and much faster.
  return left < right ? -1 : Number(left > right);
}

/** The old keys that remain, in their old order; each new one follows the nearest key before it in `next`. */
export function mergeKeys(old: readonly string[], next: readonly string[]): string[] {
  const wanted = new Set(next);
  const keys = old.filter((key) => wanted.has(key));
  let previous = -1;
  for (const key of next) {
    const found = keys.indexOf(key);
    if (found === -1) {
      keys.splice(previous + 1, 0, key);
    }
    previous = found === -1 ? previous + 1 : found;
  }
  return keys;
}
