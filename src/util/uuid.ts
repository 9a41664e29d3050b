/**
 * A random UUID (version 4, RFC 9562) for what has to be unique but not secret, such as the mark of a lock. Node's module
 * for secret random numbers takes five milliseconds to load, a tenth of a short command; Math.random is seeded by the
 * system for each process.
 */
export function quickUuid(): string {
  const digits = Array.from({ length: 32 }, () => Math.floor(Math.random() * 16));
  digits[12] = 4;
  // The two highest bits say which kind of UUID it is.
  digits[16] = 8 + ((digits[16] ?? 0) % 4);
  const text = digits.map((digit) => digit.toString(16)).join('');
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join('-');
}
