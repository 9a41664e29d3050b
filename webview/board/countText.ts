import { t } from '../shared/l10n.js';

export function countText(count: number): string {
  return count === 1 ? t('1 ticket') : t('{0} tickets', count);
}
