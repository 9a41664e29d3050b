import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

/** The hash of nothing: the UI toolkit inserts one empty style element, which a nonce cannot reach. */
const emptyStyleHash = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

/** Where the scripts and styles of webviews lie. */
export function webviewRoot(extensionUri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
}

/** The board's page. Only our own script runs; no request leaves it; ticket text never becomes part of it. */
export function boardHtml(webview: vscode.Webview, extensionUri: vscode.Uri): string {
  const nonce = randomBytes(16).toString('base64url');
  const uri = (file: string): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(webviewRoot(extensionUri), file)).toString();
  const source = webview.cspSource;
  const policy = [
    "default-src 'none'",
    `img-src ${source} data:`,
    `font-src ${source}`,
    `style-src ${source}`,
    `style-src-elem ${source} 'nonce-${nonce}' ${emptyStyleHash}`,
    // The UI toolkit sets style attributes on its own elements.
    "style-src-attr 'unsafe-inline'",
    `script-src 'nonce-${nonce}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
  <meta charset="UTF-8">
  <meta name="viewport" content="width=device-width, initial-scale=1.0">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <link rel="stylesheet" href="${uri('codicon.css')}">
  <link rel="stylesheet" href="${uri('board.css')}">
  <title>Ticketree</title>
</head>
<body>
  <ticketree-board></ticketree-board>
  <script type="application/json" id="l10n" nonce="${nonce}">${embeddedJson(vscode.l10n.bundle ?? {})}</script>
  <script type="module" nonce="${nonce}" src="${uri('board.js')}"></script>
</body>
</html>`;
}

/** JSON that cannot end the script element that holds it. */
function embeddedJson(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}
