import * as fc from 'fast-check';

/** Text of any code points, halves of pairs among them. Quicker to begin with than fast-check's own `binary` unit. */
export const anyText = fc.array(fc.nat(0x10ffff)).map((points) => String.fromCodePoint(...points));
