import type { FormDefinition } from '#engines/forms';
import { asksDelivery, type Screen } from '../draft.ts';
import { vi } from './vi.ts';

export const deliveryTitle = (form: FormDefinition): string =>
  asksDelivery(form) ? vi.wizard.newsTitle : vi.wizard.deliveryTitle;

export function screenTitle(screen: Screen, form: FormDefinition): string {
  switch (screen.kind) {
    case 'case':
      return vi.wizard.caseTitle;
    case 'group':
      return screen.group?.title ?? screen.id;
    case 'papers':
      return vi.wizard.papersTitle;
    case 'delivery':
      return deliveryTitle(form);
    case 'check':
      return vi.check.title;
  }
}
