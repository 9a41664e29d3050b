const hyphenated = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;
const simple = /^([\da-f]{8})([\da-f]{4})([\da-f]{4})([\da-f]{4})([\da-f]{12})$/i;
const braced = /^\{(.*)\}$/;
const urn = /^urn:uuid:(.*)$/;

/** Any form that Rust's uuid crate reads, as it is written: hyphenated and lower-case; undefined if it is none. */
export function normalizeUuid(text: string): string | undefined {
  const parts = simple.exec(text);
  if (parts !== null) {
    return parts.slice(1).join('-').toLowerCase();
  }
  const inner = braced.exec(text)?.[1] ?? urn.exec(text)?.[1] ?? text;
  return hyphenated.test(inner) ? inner.toLowerCase() : undefined;
}
