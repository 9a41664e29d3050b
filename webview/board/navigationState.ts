/** Where somebody was on the board; the only thing that outlives a reload, because the host knows all else. */
export interface NavigationState {
  readonly scrollLeft: number;
  /** Of each column, by its status. */
  readonly scrollTops: Readonly<Record<string, number>>;
  readonly focusedId: string | null;
}

function lists(root: ParentNode): [string, HTMLElement][] {
  return [...root.querySelectorAll<HTMLElement>('ticketree-column')].flatMap((column) => {
    const list = column.querySelector<HTMLElement>('.cards');
    return list ? [[column.dataset['status'] ?? '', list]] : [];
  });
}

export function readNavigation(root: ParentNode, focusedId: string | null): NavigationState {
  return {
    scrollLeft: root.querySelector('.columns')?.scrollLeft ?? 0,
    scrollTops: Object.fromEntries(lists(root).map(([status, list]) => [status, list.scrollTop])),
    focusedId,
  };
}

export function restoreScroll(root: ParentNode, state: NavigationState): void {
  root.querySelector('.columns')?.scrollTo({ left: state.scrollLeft });
  for (const [status, list] of lists(root)) list.scrollTop = state.scrollTops[status] ?? 0;
}
