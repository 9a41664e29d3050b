import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

/** The hash of nothing: the UI toolkit inserts one empty style element, which a nonce cannot reach. */
const emptyStyleHash = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

/** A page of ours: its script and style sheet are called so, and its element is all that the body holds. */
export interface WebviewPage {
  readonly name: 'board' | 'ticket';
  /** Custom element, such as `ticketree-board`. */
  readonly element: string;
}

/** Where the scripts and styles of webviews lie; nothing else can be loaded. */
export function webviewRoot(extensionUri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
}

/** A page for a webview. Only our own script runs; no request leaves it; ticket text never becomes part of it. */
export function webviewHtml(webview: vscode.Webview, extensionUri: vscode.Uri, { name, element }: WebviewPage): string {
  const nonce = randomBytes(16).toString('base64url');
  const uri = (file: string): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(webviewRoot(extensionUri), file)).toString();
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
  <meta charset="UTF-8">
  <meta name="viewport" content="width=device-width, initial-scale=1.0">
  <meta http-equiv="Content-Security-Policy" content="${policyOf(webview.cspSource, nonce)}">
  <link rel="stylesheet" href="${uri('codicon.css')}">
  <link rel="stylesheet" href="${uri(`${name}.css`)}">
  <title>Ticketree</title>
</head>
<body>
  <${element}></${element}>
  <script type="application/json" id="l10n" nonce="${nonce}">${embeddedJson(vscode.l10n.bundle ?? {})}</script>
  <script type="module" nonce="${nonce}" src="${uri(`${name}.js`)}"></script>
</body>
</html>`;
}

function policyOf(source: string, nonce: string): string {
  return [
    "default-src 'none'",
    `font-src ${source}`,
    `style-src ${source}`,
    `style-src-elem ${source} 'nonce-${nonce}' ${emptyStyleHash}`,
    // The UI toolkit sets style attributes on its own elements.
    "style-src-attr 'unsafe-inline'",
    `script-src 'nonce-${nonce}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** JSON that cannot end the script element that holds it. */
function embeddedJson(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}
