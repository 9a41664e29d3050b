import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { root } from '../harness/paths.mjs';

/** The extension that measures inside the host. */
const probe = path.join(root, 'test', 'bench', 'heapProbe');

const patience = 30_000;

/** Asks the extension hosts of a test server for their heaps. */
export class HostHeaps {
  /** Where the hosts write. */
  folder = mkdtempSync(path.join(os.tmpdir(), 'ticketree-bench-heaps-'));

  /** What the server needs in its environment. */
  get env() {
    return { TICKETREE_BENCH_HEAPS: this.folder };
  }

  /** Puts the probe among the extensions of a server that has yet to start: there, because only one may be in development. */
  installProbe(/** @type {string} */ home) {
    cpSync(probe, path.join(home, 'extensions', 'ticketree.ticketree-heap-probe-0.0.1'), { recursive: true });
  }

  /** @returns {number[]} the process ids of all hosts that ever were */
  hosts() {
    const files = readdirSync(this.folder).filter((name) => name.endsWith('.json'));
    return files.map((name) => Number.parseInt(name, 10));
  }

  /** @returns {Promise<number>} the bytes in use after a collection; NaN where the host does not answer */
  async of(/** @type {number | undefined} */ host) {
    if (host === undefined) return NaN;
    const { asked } = this.answer(host);
    process.kill(host, 'SIGUSR2');
    for (const limit = Date.now() + patience; Date.now() < limit; await delay(50)) {
      const answer = this.answer(host);
      if (answer.asked > asked) return answer.bytes;
    }
    return NaN;
  }

  remove() {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** @returns {{ asked: number, bytes: number }} */
  answer(/** @type {number} */ host) {
    return JSON.parse(readFileSync(path.join(this.folder, `${host}.json`), 'utf8'));
  }
}
