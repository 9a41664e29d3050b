/** A text as the label of a row in a picker, where `$(name)` would be drawn as an icon. */
export function plainLabel(text: string): string {
  return text.replaceAll('$(', '$ (');
}
