/** What stdout can show. */
export interface Terminal {
  /** Whether a person sees it at once; otherwise it goes into a file or to another program. */
  readonly isTerminal: boolean;
  readonly colour: boolean;
  /** Width of a line; Infinity where nothing has to fit, as in a file or a pipe. */
  readonly columns: number;
}

export const noTerminal: Terminal = { isTerminal: false, colour: false, columns: Infinity };

interface OutputStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Colours are for a terminal alone, and for nobody who sets NO_COLOR (https://no-color.org). FORCE_COLOR is not looked at:
 * what a pipe gets must not depend on who runs it.
 * @param env the process's environment
 */
export function terminalOf(
  stdout: OutputStream,
  env: Environment,
  { json, noColor }: { readonly json: boolean; readonly noColor: boolean },
): Terminal {
  if (stdout.isTTY !== true || json) return noTerminal;
  return {
    isTerminal: true,
    colour: !noColor && env['TERM'] !== 'dumb' && (env['NO_COLOR'] ?? '') === '',
    columns: widthOf(stdout),
  };
}

/** A terminal that does not know its width says 0. */
function widthOf({ columns = 0 }: OutputStream): number {
  return columns === 0 ? Infinity : columns;
}

/** Whether stderr can show a line that changes. */
export function canAnimate(stderr: OutputStream, env: Environment): boolean {
  return stderr.isTTY === true && env['TERM'] !== 'dumb';
}

/** Whether there is somebody who sees a question on stderr and can answer it. */
export function canAsk(streams: { readonly stdin: OutputStream; readonly stderr: OutputStream }): boolean {
  return streams.stdin.isTTY === true && streams.stderr.isTTY === true;
}
