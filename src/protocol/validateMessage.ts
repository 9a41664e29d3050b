import * as z from 'zod/mini';
import { statuses } from '../domain/ticket.js';
import type { WebviewMessage } from './boardMessages.js';

/** Longer than any id; what exceeds it is no id. */
const id = z.string().check(z.minLength(1), z.maxLength(100));
const status = z.enum(statuses);

const request = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('move'), id, status, beforeId: z.nullable(id) }),
  z.strictObject({ kind: z.literal('create'), title: z.string().check(z.minLength(1), z.maxLength(1000)), status }),
  z.strictObject({ kind: z.literal('open'), id }),
  z.strictObject({ kind: z.literal('pickStatus'), id }),
  z.strictObject({ kind: z.literal('newTicket') }),
]);

const webviewMessage = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ready') }),
  z.strictObject({ type: z.literal('request'), seq: z.int().check(z.nonnegative()), request }),
]);

/**
 * Checks what came out of a webview, which is hostile until shown harmless.
 * @returns the message, or a sentence that says why it does not fit (for the log; it holds no ticket text)
 */
export function validateMessage(data: unknown): { message: WebviewMessage } | { reason: string } {
  const result = webviewMessage.safeParse(data);
  if (result.success) return { message: result.data };
  const issue = result.error.issues[0];
  return { reason: `${issue?.code ?? 'invalid'} at ${issue?.path.join('.') ?? ''}` };
}
