import { html, type TemplateResult } from 'lit';
import { t } from '../shared/l10n.js';
import type { DraftStorage } from '../shared/drafts.js';
import '../ticket/ticketElement.js';
import type { BoardSession } from './boardSession.js';
import './splitterElement.js';

/** The ticket that is open beside the board. */
interface Pane {
  readonly session: BoardSession;
  /** Where half-typed text is kept. */
  readonly drafts: DraftStorage;
  /** In percent. */
  readonly share: number;
  readonly onShare: (share: number) => void;
  readonly onClose: () => void;
}

export function paneView({ session, drafts, share, onShare, onClose }: Pane): TemplateResult {
  const { details, paneId } = session;
  const openTab = (): void => {
    if (paneId !== null) void session.ask({ kind: 'open', id: paneId });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    // What is open inside, such as a list of names, takes the key for itself.
    if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
    event.preventDefault();
    onClose();
  };
  return html`<ticketree-splitter
      .share=${share}
      @share-change=${({ detail }: CustomEvent<number>) => {
        onShare(detail);
      }}
    ></ticketree-splitter>
    <aside
      class="pane"
      tabindex="-1"
      aria-label=${details ? details.ticket.title : t('Ticket')}
      aria-busy=${details === null}
      @keydown=${onKeyDown}
    >
      <ticketree-ticket
        .details=${details}
        .request=${session.requestOfPane}
        .listCommits=${session.commitsOfPane}
        .autosave=${true}
        .drafts=${drafts}
        @close=${onClose}
        @open-tab=${openTab}
      ></ticketree-ticket>
    </aside>`;
}
