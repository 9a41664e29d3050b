/** The templates that vibe-ticket 0.4 writes at init, for people to edit. */
export const ticketTemplate = `# {{ title }}

## Description
{{ description }}

## Acceptance Criteria
- [ ] 

## Technical Notes


## Related Tickets
- 

---
Created: {{ created_at }}
Status: {{ status }}
Priority: {{ priority }}
`;

export const pullRequestTemplate = `## Summary
{{ summary }}

## Related Ticket
Closes #{{ ticket_id }} - {{ ticket_title }}

## Changes
- 

## Testing
- [ ] Unit tests pass
- [ ] Manual testing completed
- [ ] Documentation updated

## Screenshots (if applicable)

`;
