/** Entry point of the board's page; the script runs when the page has been read (`defer`, or at the body's end). */
import type { HostMessage, WebviewMessage } from '../../src/protocol/boardMessages.js';
import { registerToolkit } from '../shared/toolkit.js';
import { connectToHost } from '../shared/vscodeApi.js';
import './boardElement.js';
import type { SavedState } from './savedState.js';

registerToolkit();
document.querySelector('ticketree-board')?.start(connectToHost<HostMessage, WebviewMessage, SavedState>());
