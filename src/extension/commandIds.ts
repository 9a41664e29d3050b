/** Every command that the manifest contributes; a test holds the two against each other. */
export const commandIds = {
  init: 'ticketree.init',
  newTicket: 'ticketree.newTicket',
  openTicket: 'ticketree.openTicket',
  moveTicket: 'ticketree.moveTicket',
  startTicket: 'ticketree.startTicket',
  completeTicket: 'ticketree.completeTicket',
  setActiveTicket: 'ticketree.setActiveTicket',
  clearActiveTicket: 'ticketree.clearActiveTicket',
  activeTicketActions: 'ticketree.activeTicketActions',
  copyTicketId: 'ticketree.copyTicketId',
  openBoard: 'ticketree.openBoard',
  refresh: 'ticketree.refresh',
  showDone: 'ticketree.showDone',
  hideDone: 'ticketree.hideDone',
  showLog: 'ticketree.showLog',
} as const;

export type CommandId = (typeof commandIds)[keyof typeof commandIds];
