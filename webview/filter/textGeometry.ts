/** Where the text of the filter stands on the screen: asked of the overlay, which is drawn exactly as the input is. */

/** The index of the term under the pointer, or of the one whose button is; -1 for none. */
export function termUnder(bar: Element, { target, clientX }: PointerEvent): number {
  const terms = [...bar.querySelectorAll('.filter-term')];
  const owner = target instanceof Element ? target.closest('.filter-term') : null;
  if (owner) return terms.indexOf(owner);
  return terms.findIndex((term) => {
    const { left, right } = term.getBoundingClientRect();
    return left <= clientX && clientX <= right;
  });
}

/** The left edge of the character at an offset, in pixels of the window. */
export function leftEdgeAt(overlay: Element, offset: number): number {
  const walker = document.createTreeWalker(overlay, NodeFilter.SHOW_TEXT);
  let before = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const { length } = node as Text;
    if (offset < before + length) {
      const range = document.createRange();
      range.setStart(node, offset - before);
      range.setEnd(node, offset - before + 1);
      return range.getBoundingClientRect().left;
    }
    before += length;
  }
  const last = overlay.querySelector(':scope > :last-child');
  return (last ?? overlay).getBoundingClientRect()[last ? 'right' : 'left'];
}
