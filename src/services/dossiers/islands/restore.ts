export type Fields = readonly (readonly [string, string])[];

/** What a form would post, without the tokens that belong to one page only. */
export const fieldsOf = (form: HTMLFormElement, submitter: HTMLElement | null): Fields => [
  ...[...new FormData(form)].flatMap(([name, value]) =>
    typeof value === 'string' && !name.startsWith('_') ? [[name, value] as const] : [],
  ),
  ...(submitter instanceof HTMLButtonElement && submitter.name
    ? [[submitter.name, submitter.value] as const]
    : []),
];

/** Puts kept answers back into the form's boxes, buttons and lists. */
export function restore(form: HTMLFormElement, fields: Fields): void {
  for (const control of form.elements) {
    if (control instanceof HTMLInputElement && (control.type === 'radio' || control.type === 'checkbox')) {
      control.checked = fields.some(([name, value]) => name === control.name && value === control.value);
    } else if (
      control instanceof HTMLTextAreaElement ||
      control instanceof HTMLSelectElement ||
      (control instanceof HTMLInputElement && control.type !== 'hidden' && control.type !== 'file')
    ) {
      const kept = fields.find(([name]) => name === control.name);
      if (kept) control.value = kept[1];
    }
  }
}
