import type { JsonObject, JsonValue, Ticket } from '../../domain/ticket.js';

/** `Array.isArray` does not narrow readonly arrays. */
export function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !isList(value);
}

/** The object's own value, which `constructor` and the like are not. */
export function ownValue(object: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Every ticket is such an object; TypeScript does not see it because interfaces may grow. */
export function asObject(ticket: Ticket): JsonObject {
  return ticket as unknown as JsonObject;
}
