const longestTitle = 30;

/** A title, cut so that the status bar stays one; `$(` would be read as an icon. */
export function shortTitle(title: string): string {
  const graphemes = [...new Intl.Segmenter().segment(title.replaceAll('$(', '$ ('))].map((each) => each.segment);
  const kept = graphemes.length <= longestTitle ? graphemes : [...graphemes.slice(0, longestTitle - 1), '…'];
  return kept.join('');
}
