/** Which of Node's calls fail, and how. */
export interface Fault {
  /** Names of functions. */
  readonly calls: readonly string[];
  /** The system's code, such as `ENOSPC`. */
  readonly code: string;
  /** How many calls do well before the first that fails. */
  readonly after: number;
  /** How many fail then; left out: all. */
  readonly times?: number;
  /** Which paths the calls must name; left out: any. */
  readonly paths?: RegExp;
}

/** What takes room on a disk. */
export const writingCalls = ['writeFileSync', 'writeFile', 'appendFileSync', 'appendFile', 'mkdirSync', 'mkdir'];
/** What puts files in their places. */
export const movingCalls = ['renameSync', 'rename'];
/** What takes files away. */
export const removingCalls = ['unlinkSync', 'unlink'];

let fault: Fault | null = null;
let count = 0;

/** Runs `work` on a disk with a fault. @returns how many calls failed, and what `work` threw */
export async function onFaultyDisk(
  itsFault: Fault,
  work: () => Promise<unknown>,
): Promise<{ readonly failed: number; readonly error: unknown }> {
  fault = itsFault;
  count = 0;
  const error: unknown = await work().then(
    () => null,
    (thrown: unknown) => thrown,
  );
  fault = null;
  return { failed: Math.max(0, Math.min(count - itsFault.after, itsFault.times ?? Infinity)), error };
}

type Call = (path: unknown, content: unknown, ...rest: unknown[]) => unknown;

/** `node:fs` or `node:fs/promises` with the fault, for vi.mock. */
export function faulty<T extends object>(fs: T): T {
  const names = [...writingCalls, ...movingCalls, ...removingCalls];
  const calls = Object.entries(fs).filter(([name, value]) => names.includes(name) && typeof value === 'function');
  const mocked = { ...fs, ...Object.fromEntries(calls.map(([name, real]) => [name, faultyCall(name, real as Call)])) };
  return { ...mocked, default: mocked };
}

function faultyCall(name: string, real: Call): Call {
  return (path, content, ...rest) => {
    const code = nextFault(name, path);
    if (code === null) return real(path, content, ...rest);
    const error = Object.assign(new Error(`${code}: by the fault of the test, ${name}`), { code });
    const fail = (): never => {
      throw error;
    };
    // A full disk takes what it still has room for.
    const half =
      code === 'ENOSPC' && isContent(content) ? real(path, content.slice(0, content.length / 2), ...rest) : null;
    if (half instanceof Promise) return half.then(fail);
    return name.endsWith('Sync') ? fail() : Promise.reject(error);
  };
}

/** @returns the code with which this call fails; null when it does not */
function nextFault(name: string, path: unknown): string | null {
  if (!fault?.calls.includes(name) || fault.paths?.test(String(path)) === false) return null;
  count++;
  const { after, times = Infinity, code } = fault;
  return count > after && count <= after + times ? code : null;
}

function isContent(value: unknown): value is string | Uint8Array {
  return typeof value === 'string' || value instanceof Uint8Array;
}
