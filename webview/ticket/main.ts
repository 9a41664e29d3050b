/** Entry point of the tab's page; the script runs when the page has been read. */
import { registerToolkit } from '../shared/toolkit.js';
import { connectToHost } from '../shared/vscodeApi.js';
import './ticketTabElement.js';

registerToolkit();
document.querySelector('ticketree-ticket-tab')?.start(connectToHost());
