import type { Screen } from '../draft.ts';
import { vi } from './vi.ts';

export function screenTitle(screen: Screen): string {
  switch (screen.kind) {
    case 'case':
      return vi.wizard.caseTitle;
    case 'group':
      return screen.group?.title ?? screen.id;
    case 'papers':
      return vi.wizard.papersTitle;
    case 'delivery':
      return vi.wizard.deliveryTitle;
    case 'check':
      return vi.check.title;
  }
}
