import { createHash } from 'node:crypto';
import { once } from 'node:events';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { root } from './paths.mjs';

/**
 * Lets one process of this checkout at a time do the work; others wait for it.
 * The lock is a listening socket, which the system takes back when its holder dies: nothing can become stale.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function exclusive(name, work) {
  const lock = await hold(address(name), name);
  try {
    return await work();
  } finally {
    lock.close();
    for (const socket of waiting.get(lock) ?? []) socket.destroy();
  }
}

/** @type {WeakMap<net.Server, net.Socket[]>} */
const waiting = new WeakMap();

function address(/** @type {string} */ name) {
  const id = `ticketree-${createHash('sha256').update(`${root}\0${name}`).digest('hex').slice(0, 16)}`;
  if (process.platform === 'linux') return `\0${id}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${id}` : path.join(os.tmpdir(), id);
}

async function hold(/** @type {string} */ at, /** @type {string} */ name) {
  for (let told = false; ; told = true) {
    const server = await listen(at);
    if (server) return server;
    if (!told) console.log(`  another process is at it (${name}): waiting for it to finish ...`);
    await holderGone(at);
  }
}

/** @returns {Promise<net.Server | undefined>} nothing when another process listens there */
async function listen(/** @type {string} */ at) {
  const server = net.createServer((socket) => waiting.get(server)?.push(socket.on('error', () => {})));
  waiting.set(server, []);
  try {
    server.listen(at);
    await once(server, 'listening');
    return server;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EADDRINUSE') throw error;
    return undefined;
  }
}

/** Connected to the holder, we hear when it lets go or dies. */
async function holderGone(/** @type {string} */ at) {
  const socket = net.connect(at).on('error', () => {});
  socket.resume();
  await once(socket, 'close').catch(() => {});
}
