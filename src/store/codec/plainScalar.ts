/**
 * What an unquoted scalar means. The rules are those of serde_yaml 0.9 (`visit_untagged_scalar`), which differ a little
 * from the YAML 1.2 core schema (`0b1` is a number, `1e400` is text). Reading and quoting share them,
 * so that what we write unquoted is always read back as text.
 */

const nulls: ReadonlySet<string> = new Set(['', '~', 'null', 'Null', 'NULL']);
const trues: ReadonlySet<string> = new Set(['true', 'True', 'TRUE']);
const falses: ReadonlySet<string> = new Set(['false', 'False', 'FALSE']);

/** How every scalar begins that is not simply text. */
const mayHaveMeaning = /^(?:[-+.\d~]|[nN][uU]|[tT][rR]|[fF][aA]|$)/;
const notFinite = /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
const decimal = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/;
const decimalInteger = /^[-+]?\d+$/;
const digitsAfterZero = /^[-+]?0\d+$/;
const radixInteger = /^([-+]?)(0x[\da-fA-F]+|0o[0-7]+|0b[01]+)$/;

const largestUnsigned = 2n ** 128n - 1n;
const largestNegative = 2n ** 127n;

export function isPlainNull(text: string): boolean {
  return nulls.has(text);
}

/** `true` and `false` in the spellings of serde_yaml 0.9; anything else is no boolean. */
export function plainBoolean(text: string): boolean | undefined {
  if (trues.has(text)) {
    return true;
  }
  return falses.has(text) ? false : undefined;
}

/**
 * The JSON value of an unquoted scalar, or undefined where it is text.
 * Infinities and NaN are null, as serde_json makes them when vibe-ticket reads metadata.
 */
export function plainValue(text: string): null | boolean | number | undefined {
  if (!mayHaveMeaning.test(text)) {
    return undefined;
  }
  if (isPlainNull(text) || notFinite.test(text)) {
    return null;
  }
  return plainBoolean(text) ?? radixNumber(text) ?? decimalNumber(text);
}

/** Whether text written without quotes would be read as something else (serde_yaml 0.9, `serialize_str`). */
export function isAmbiguous(text: string): boolean {
  return plainValue(text) !== undefined || digitsAfterZero.test(text);
}

function radixNumber(text: string): number | undefined {
  const match = radixInteger.exec(text);
  if (match === null) {
    return undefined;
  }
  const negative = match[1] === '-';
  const magnitude = BigInt(match[2] ?? '');
  if (magnitude > (negative ? largestNegative : largestUnsigned)) {
    return undefined;
  }
  return Number(negative ? -magnitude : magnitude);
}

function decimalNumber(text: string): number | undefined {
  if (!decimal.test(text) || digitsAfterZero.test(text)) {
    return undefined;
  }
  const number = Number(text);
  if (!Number.isFinite(number)) {
    return undefined;
  }
  // An integer has no negative zero: adding 0 turns -0 into 0.
  return decimalInteger.test(text) ? number + 0 : number;
}
