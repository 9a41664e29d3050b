/** A moment as a person here reads it, to the minute: `2026-01-31 09:05`. @param millis since the epoch */
export function localTime(millis: number): string {
  const date = new Date(millis);
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
}
