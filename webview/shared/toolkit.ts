/** The only file that imports the toolkit: it is no longer developed, and may one day be replaced here. */
import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeProgressRing,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';

/** Makes `vscode-button`, `vscode-text-field` and `vscode-progress-ring` known to the page. */
export function registerToolkit(): void {
  provideVSCodeDesignSystem().register(vsCodeButton(), vsCodeProgressRing(), vsCodeTextField());
}
