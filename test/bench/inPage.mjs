/* global addEventListener, document, Element, MessageChannel, MutationObserver, PerformanceObserver, removeEventListener,
  requestAnimationFrame, self, top */
// What runs inside the page and its webviews. Each function is sent there as text: it knows only its arguments, and what
// the first one has put on the window.

/**
 * @typedef {object} Probe
 * @property {number} keyAt when a key was pressed last
 * @property {number} cardsAt when the first cards had been painted
 * @property {(work: (at: number) => void) => void} afterPaint calls back when the next frame has been painted
 * @property {Promise<number>} moved when the watched card had been painted in its new column
 * @property {{ handler: number, painted: number }[]} keys milliseconds from each key to the end of its handlers, and to its frame
 * @property {{ type: string, size: number }[]} messages what the host has posted
 * @property {{ duration: number, own: number }[]} longFrames
 *
 * @typedef {typeof globalThis & { bench: Probe }} Probed
 */

/** For every frame, before its own scripts: notes the last key, and the first cards. */
export function installProbe() {
  const now = () => performance.timeOrigin + performance.now();
  const afterPaint = (/** @type {(at: number) => void} */ work) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => work(now());
      port2.postMessage(undefined);
    });
  const bench = /** @type {Probe} */ ({ keyAt: 0, cardsAt: 0, afterPaint, keys: [], messages: [], longFrames: [] });
  /** @type {Probed} */ (globalThis).bench = bench;
  addEventListener('keydown', () => (bench.keyAt = now()), { capture: true });
  // Nothing of this kind outlives the way in which the editor writes a webview's document; the frame around it stays.
  const look = () => {
    const inner = /** @type {HTMLIFrameElement | null} */ (document.querySelector('iframe#active-frame'));
    if (inner?.contentDocument?.querySelector('ticketree-card .card-title')) afterPaint((at) => (bench.cardsAt = at));
    else requestAnimationFrame(look);
  };
  if (self !== top) look();
}

/** In the board: begins to note what the host posts. */
export function observeMessages() {
  const { bench } = /** @type {Probed} */ (globalThis);
  // Writing the document has taken that of the first function away.
  addEventListener('keydown', () => (bench.keyAt = performance.timeOrigin + performance.now()), { capture: true });
  addEventListener('message', ({ data }) => {
    if (typeof data?.type === 'string') bench.messages.push({ type: data.type, size: JSON.stringify(data).length });
  });
}

/**
 * In the window around: begins to note frames that take long. Only there are those of the board told; its scripts are
 * those of a descendant, and its address is often missing, since a frame resolves a promise.
 */
export function observeLongFrames() {
  const { bench } = /** @type {Probed} */ (globalThis);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const { duration, scripts } = /** @type {any} */ (entry);
      const own = scripts.filter((/** @type {any} */ each) => each.windowAttribution === 'descendant');
      const sum = own.reduce((/** @type {number} */ total, /** @type {any} */ each) => total + each.duration, 0);
      bench.longFrames.push({ duration, own: sum });
    }
  }).observe({ type: 'long-animation-frame', buffered: false });
}

/** Begins to wait for a card to be painted in another column. */
export function watchMove(/** @type {{ id: string, status: string }} */ { id, status }) {
  const { bench } = /** @type {Probed} */ (globalThis);
  const place = `ticketree-column[data-status="${status}"] [data-ticket-id="${id}"]`;
  bench.moved = new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      if (!document.querySelector(place)) return;
      observer.disconnect();
      bench.afterPaint(resolve);
    });
    observer.observe(document, { childList: true, subtree: true });
  });
}

/** Gives the keys to the filter, or to an input that nobody listens to, and begins to time them. */
export function timeKeys(/** @type {boolean} */ inFilter) {
  const { bench } = /** @type {Probed} */ (globalThis);
  bench.keys = [];
  const bare = document.createElement('input');
  if (!inFilter) document.body.append(bare);
  const input = /** @type {HTMLInputElement} */ (inFilter ? document.querySelector('ticketree-filter input') : bare);
  input.focus();
  const onInput = async () => {
    const { keyAt } = bench;
    const key = { handler: 0, painted: 0 };
    bench.keys.push(key);
    bench.afterPaint((at) => (key.painted = at - keyAt));
    // Lit's drawing follows in microtasks; these are the last of them.
    for (let n = 0; n < 20; n++) await undefined;
    key.handler = performance.timeOrigin + performance.now() - keyAt;
  };
  addEventListener('input', onInput);
  input.addEventListener('blur', () => {
    removeEventListener('input', onInput);
    bare.remove();
  });
}

/** Scrolls a list to its end by so many pixels a frame. @returns {Promise<{ frames: number, millis: number }>} */
export async function scrollToEnd(/** @type {{ status: string, step: number }} */ { status, step }) {
  const list = /** @type {Element} */ (document.querySelector(`ticketree-column[data-status="${status}"] .cards`));
  const started = performance.now();
  let frames = 0;
  let end = list.scrollHeight;
  for (let at = 0; at < end; frames++) {
    list.scrollTop = at += step;
    await new Promise(requestAnimationFrame);
    // Asked seldom, since asking lays the page out at a time that is ours and not the board's.
    if (frames % 50 === 0) end = list.scrollHeight;
  }
  return { frames, millis: performance.now() - started };
}

/** The yardstick of long frames: so many with about as much work as a frame of scrolling, and nothing drawn. */
export async function countInFrames(/** @type {number} */ frames) {
  let sum = 0;
  for (let n = 0; n < frames; n++) {
    await new Promise(requestAnimationFrame);
    for (let i = 0; i < 10_000_000; i++) sum += i;
  }
  return sum;
}

export function scrollToTop(/** @type {string} */ status) {
  /** @type {Element} */ (document.querySelector(`ticketree-column[data-status="${status}"] .cards`)).scrollTop = 0;
}

/** Counts every node of the document, those in shadow roots included. */
export function countNodes() {
  const count = (/** @type {Node} */ node) => {
    let nodes = 1;
    if (node instanceof Element && node.shadowRoot) nodes += count(node.shadowRoot);
    for (const child of node.childNodes) nodes += count(child);
    return nodes;
  };
  return count(document);
}
