import { once } from 'node:events';
import net from 'node:net';

/**
 * A free port on 127.0.0.1: the preferred one or the next free one after it, or any when none is preferred.
 * @param {number} [preferred]
 * @returns {Promise<number>}
 */
export async function freePort(preferred = 0) {
  for (let port = preferred; port < preferred + 100; port++) {
    const found = await tryPort(port);
    if (found !== undefined) return found;
  }
  throw new Error(
    `None of the ports ${preferred} to ${preferred + 99} is free on 127.0.0.1: end what uses them and run this again.`,
  );
}

/** @returns {Promise<number | undefined>} */
async function tryPort(/** @type {number} */ port) {
  const probe = net.createServer();
  try {
    probe.listen(port, '127.0.0.1');
    await once(probe, 'listening');
    return /** @type {net.AddressInfo} */ (probe.address()).port;
  } catch {
    return undefined;
  } finally {
    probe.close();
  }
}
