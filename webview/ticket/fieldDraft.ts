/** How a text that is being typed and the text on the other side come together. Pure. */

/** A text in which the person has typed. */
export interface FieldDraft {
  /** What the other side held when the person last saw it. */
  readonly base: string;
  readonly text: string;
  /** What is on its way to the other side; null for nothing. */
  readonly sent: string | null;
  /** Whether the other side has it; it goes on being shown while the person is in the field. */
  readonly isSettled: boolean;
}

/** The draft after the person typed; null where it is what the other side holds. */
export function typed(draft: FieldDraft | null, value: string, text: string): FieldDraft | null {
  const { base, sent } = draft ?? { base: value, sent: null };
  return text === value && sent === null ? null : { base, text, sent, isSettled: false };
}

/** The draft after the other side said what it holds now. */
export function heard(draft: FieldDraft | null, value: string): FieldDraft | null {
  if (draft === null || (draft.text === value && draft.sent === null)) return null;
  // What was taken over already is not the person's any more: an undo, or somebody else, changed it.
  return draft.isSettled && value !== draft.base ? null : draft;
}

export function sending(draft: FieldDraft): FieldDraft {
  return { ...draft, sent: draft.text };
}

/** The draft after the other side took over what was sent. */
export function taken(draft: FieldDraft | null, sent: string, value: string): FieldDraft | null {
  if (draft === null) return null;
  const isSettled = draft.text === sent;
  return { ...draft, base: value, sent: draft.sent === sent ? null : draft.sent, isSettled };
}

/** The draft after the other side refused what was sent. */
export function refused(draft: FieldDraft | null, sent: string): FieldDraft | null {
  return draft?.sent === sent ? { ...draft, sent: null } : draft;
}

/** What somebody else has put there while the person typed; null where nobody has. */
export function foreign(draft: FieldDraft | null, value: string): string | null {
  if (draft === null || draft.isSettled) return null;
  return [draft.base, draft.text, draft.sent].includes(value) ? null : value;
}

/** Whether there is something to send. */
export function isUnsent(draft: FieldDraft | null): draft is FieldDraft {
  return draft !== null && !draft.isSettled && draft.text !== draft.sent;
}
