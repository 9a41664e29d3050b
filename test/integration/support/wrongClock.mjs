/**
 * Preloaded into a process (`node --import`), lets its clock be wrong by CLOCK_OFFSET milliseconds, or, where that is
 * "stopped", say the same time for ever. Timers go right, as they do when a person sets the clock of a computer.
 */
const RealDate = Date;
const start = RealDate.now();
const offset = process.env['CLOCK_OFFSET'] ?? '0';

function now() {
  return offset === 'stopped' ? start : RealDate.now() + Number(offset);
}

globalThis.Date = class extends RealDate {
  constructor(/** @type {ConstructorParameters<typeof Date>} */ ...args) {
    super(...(args.length === 0 ? /** @type {[number]} */ ([now()]) : args));
  }

  static now() {
    return now();
  }
};
