/** The parts of a text field that only show something. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import type { ReplyError } from '../../src/protocol/boardMessages.js';
import { t } from '../shared/l10n.js';
import type { Suggestions } from './suggestions.js';

interface Field {
  readonly kind: 'line' | 'text' | 'date';
  /** A text, as Lit's `live` gives it. */
  readonly value: unknown;
  readonly label: string;
  readonly placeholder: string;
  readonly readOnly: boolean;
  readonly isInvalid: boolean;
  /** Null where nothing is offered. */
  readonly suggestions: Suggestions | null;
  readonly onInput: (event: Event) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onFocusOut: () => void;
}

export function fieldView(field: Field): TemplateResult {
  if (field.kind === 'date') return dateView(field);
  return field.suggestions ? comboView(field, field.suggestions) : textView(field);
}

/** One line is a text area too, so that a long one wraps; the style sheet lets it grow. */
function textView({ kind, value, label, placeholder, readOnly, isInvalid, ...on }: Field): TemplateResult {
  return html`<textarea
    class="field ${kind}"
    rows=${kind === 'line' ? 1 : 5}
    dir="auto"
    aria-label=${label}
    aria-invalid=${isInvalid}
    placeholder=${placeholder}
    spellcheck=${kind === 'text'}
    .value=${value}
    ?readonly=${readOnly}
    @input=${on.onInput}
    @keydown=${on.onKeyDown}
    @focusout=${on.onFocusOut}
  ></textarea>`;
}

function dateView({ value, label, readOnly, isInvalid, ...on }: Field): TemplateResult {
  return html`<input
    type="date"
    class="field"
    max="9999-12-31"
    aria-label=${label}
    aria-invalid=${isInvalid}
    .value=${value}
    ?readonly=${readOnly}
    @input=${on.onInput}
    @keydown=${on.onKeyDown}
    @focusout=${on.onFocusOut}
  />`;
}

function comboView(
  { value, label, placeholder, readOnly, isInvalid, ...on }: Field,
  { isOpen, listId, activeId }: Suggestions,
): TemplateResult {
  return html`<input
    type="text"
    class="field"
    dir="auto"
    role="combobox"
    aria-label=${label}
    aria-invalid=${isInvalid}
    aria-expanded=${isOpen}
    aria-controls=${ifDefined(isOpen ? listId : undefined)}
    aria-activedescendant=${ifDefined(activeId ?? undefined)}
    aria-autocomplete="list"
    autocomplete="off"
    placeholder=${placeholder}
    .value=${value}
    ?readonly=${readOnly}
    @input=${on.onInput}
    @keydown=${on.onKeyDown}
    @focusout=${on.onFocusOut}
  />`;
}

/** Both versions of a field that somebody else changed while the person typed in it. */
export function foreignView(theirs: string, decide: (keep: 'mine' | 'theirs') => void): TemplateResult {
  return html`<div class="foreign" role="alert">
    <p>
      ${t('Somebody else has changed this meanwhile:')}
      ${theirs === '' ? html`<em>${t('(nothing)')}</em>` : html`<q dir="auto">${theirs}</q>`}
    </p>
    ${decisionView(decide)}
  </div>`;
}

/** The choice between two versions. @param name of the field, where the buttons stand far from it */
export function decisionView(decide: (keep: 'mine' | 'theirs') => void, name?: string): TemplateResult {
  const button = (keep: 'mine' | 'theirs', text: string): TemplateResult =>
    html`<button
      class="secondary"
      aria-label=${name === undefined ? text : `${text}: ${name}`}
      @click=${() => {
        decide(keep);
      }}
    >
      ${text}
    </button>`;
  return html`<span class="decision">${button('mine', t('Keep mine'))}${button('theirs', t('Take theirs'))}</span>`;
}

/** A button that is an icon. */
export function iconButton(icon: string, label: string, onClick: (event: Event) => void): TemplateResult {
  return html`<button class="icon-button" title=${label} aria-label=${label} @click=${onClick}>
    <span class="codicon codicon-${icon}" aria-hidden="true"></span>
  </button>`;
}

/** A refusal at its place. */
export function errorView(error: ReplyError | null): TemplateResult | typeof nothing {
  if (error === null) return nothing;
  return html`<p class="field-error" role="alert" dir="auto">${error.message} ${error.hint}</p>`;
}
