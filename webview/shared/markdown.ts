import DOMPurify from 'dompurify';
import Parser, { type MarkdownIt } from 'markdown-it';

/** Longer texts are shown as they are: laying them out would hold up the page. In UTF-16 units. */
const longestText = 50_000;

const harmless = {
  ALLOWED_TAGS: [
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'p', 'br', 'hr', 'ul', 'ol', 'li', 'blockquote', 'pre', 'code'],
    ...['em', 'strong', 's', 'a', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
  ],
  ALLOWED_ATTR: ['href', 'title', 'start'],
  ALLOWED_URI_REGEXP: /^(?:https?:|mailto:)/i,
};

let parser: MarkdownIt | undefined;

function parserOnce(): MarkdownIt {
  if (parser) return parser;
  parser = new Parser({ html: false, linkify: true });
  // What is refused here stays the text that it was: javascript:, command:, data:, files and paths.
  parser.validateLink = (url) => harmless.ALLOWED_URI_REGEXP.test(url.trim());
  // A picture would be a request to wherever a ticket says; its text stands for it.
  parser.renderer.rules['image'] = (tokens, index) => parserOnce().utils.escapeHtml(tokens[index]?.content ?? '');
  return parser;
}

/**
 * Markdown as nodes. The only way by which text of a ticket becomes elements: HTML in it stays text, only web and mail
 * addresses become links, nothing is loaded, and what comes out is filtered once more by a list of harmless elements.
 */
export function renderMarkdown(text: string): DocumentFragment {
  if (text.length > longestText) {
    const fragment = document.createDocumentFragment();
    const block = fragment.appendChild(document.createElement('pre'));
    block.textContent = text;
    return fragment;
  }
  return DOMPurify.sanitize(parserOnce().render(text), { ...harmless, RETURN_DOM_FRAGMENT: true });
}
