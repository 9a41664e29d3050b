/** How far the columns are scrolled. */
interface ScrollPlaces {
  readonly scrollLeft: number;
  /** Of each column, by its status. */
  readonly scrollTops: Readonly<Record<string, number>>;
}

function lists(root: ParentNode): [string, HTMLElement][] {
  return [...root.querySelectorAll<HTMLElement>('ticketree-column')].flatMap((column) => {
    const list = column.querySelector<HTMLElement>('.cards');
    return list ? [[column.dataset['status'] ?? '', list]] : [];
  });
}

export function readScroll(root: ParentNode): ScrollPlaces {
  return {
    scrollLeft: root.querySelector('.columns')?.scrollLeft ?? 0,
    scrollTops: Object.fromEntries(lists(root).map(([status, list]) => [status, list.scrollTop])),
  };
}

/** Leaves alone what was not scrolled: to ask or tell a list makes the page lay itself out. */
export function restoreScroll(root: ParentNode, { scrollLeft, scrollTops }: ScrollPlaces): void {
  if (scrollLeft > 0) root.querySelector('.columns')?.scrollTo({ left: scrollLeft });
  for (const [status, list] of lists(root)) {
    const top = scrollTops[status] ?? 0;
    if (top > 0) list.scrollTop = top;
  }
}
