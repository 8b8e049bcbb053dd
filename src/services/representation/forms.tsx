import { authorisationYears, yearsFrom } from '#engines/access';
import { localDate } from '#engines/calendar';
import { type Ctx, Refusal } from '#engines/database';
import { storeUpload } from '#engines/files';
import { DateBoxes, errorOf, type FieldMistake, Radios, SelectField, TextField } from '#engines/ui';
import { type Exchange, type Form, readFiles } from '#engines/web';
import { canBeFiled, catalogueOf, currentVersion } from '#services/procedures';
import type { Terms } from './authorise.ts';
import { vi } from './vi/index.ts';

/** A sentence of ours beside the field it is about; anything else goes on up. */
export function mistakeOf(error: unknown, otherwise: string): FieldMistake {
  if (!(error instanceof Refusal) || !['invalid', 'limited', 'denied'].includes(error.kind)) throw error;
  const field = typeof error.facts.field === 'string' ? error.facts.field : otherwise;
  return { field, message: error.message };
}

/** Procedures that people file here, for choosing one. */
export async function procedureOptions(ctx: Ctx) {
  const today = localDate(ctx.now());
  const entries = await catalogueOf(ctx.db, today);
  const ours = entries.filter((entry) => entry.route === 'ours' || entry.route === 'portal');
  const versions = await Promise.all(ours.map((entry) => currentVersion(ctx.db, entry.code, today)));
  return versions
    .flatMap((version) =>
      version && canBeFiled(version) ? [{ value: version.code, label: version.plain_name }] : [],
    )
    .sort((a, b) => a.label.localeCompare(b.label, 'vi'));
}

/** A form with a photo in the field `anh`, already stored for the account. */
export async function takePhoto(exchange: Exchange): Promise<{ form: Form; fileId: string | undefined }> {
  let fileId: string | undefined;
  const form = await readFiles(exchange, async ({ name, type, stream }) => {
    const { id } = await storeUpload(exchange.ctx, stream, { name, type, purpose: 'mandate-paper' });
    fileId = id;
  });
  return { form, fileId };
}

const rows = [1, 2, 3] as const;
const chosenIn = (form: Form) => rows.map((n) => form.get(`thu-tuc-${n}`)).filter(Boolean);

/** What the form of an authorisation says. */
export function termsIn(form: Form): Terms {
  const chosen = [...new Set(chosenIn(form))];
  const part = (name: string, length: number) => form.get(`den-${name}`).padStart(length, '0');
  return {
    name: form.get('ten').normalize('NFC').slice(0, 100),
    number: form.get('so').replace(/\D/g, ''),
    procedures: form.get('viec') === 'all' ? null : chosen,
    until: `${part('year', 4)}-${part('month', 2)}-${part('day', 2)}`,
  };
}

/** The questions of an authorisation, online and at the counter. */
export function TermsFields(props: {
  readonly form: Form;
  readonly now: Date;
  readonly errors: readonly FieldMistake[];
  readonly options: readonly { value: string; label: string }[];
}) {
  const { form, errors } = props;
  const proposed = yearsFrom(localDate(props.now), authorisationYears.proposed);
  const of = (name: string, otherwise: string) => form.get(name) || otherwise;
  return (
    <>
      <TextField
        name="ten"
        label={vi.authorise.name}
        hint={vi.authorise.nameHint}
        value={form.get('ten')}
        maxLength={100}
        error={errorOf(errors, 'ten')}
      />
      <TextField
        name="so"
        label={vi.authorise.number}
        hint={vi.authorise.numberHint}
        inputMode="numeric"
        width="medium"
        value={form.get('so')}
        maxLength={20}
        error={errorOf(errors, 'so')}
      />
      <Radios
        name="viec"
        label={vi.authorise.matters}
        value={form.get('viec')}
        error={errorOf(errors, 'viec')}
        options={[
          { value: 'some', label: vi.authorise.some },
          { value: 'all', label: vi.authorise.all },
        ]}
      />
      {rows.map((n) => (
        <SelectField
          key={n}
          name={`thu-tuc-${n}`}
          label={vi.authorise.procedure(n)}
          empty={vi.authorise.noProcedure}
          options={props.options}
          value={form.get(`thu-tuc-${n}`)}
        />
      ))}
      <DateBoxes
        name="den"
        label={vi.authorise.until}
        hint={vi.authorise.untilHint}
        day={of('den-day', proposed.slice(8))}
        month={of('den-month', proposed.slice(5, 7))}
        year={of('den-year', proposed.slice(0, 4))}
        error={errorOf(errors, 'den')}
      />
    </>
  );
}

/** Refuses before anything is asked of the register. */
export function checkTerms(form: Form): void {
  const missing = (field: string, message: string) =>
    new Refusal('invalid', 'representation.incomplete', message, { field });
  const { mistakes } = vi.authorise;
  const choice = form.get('viec');
  if (choice !== 'all' && choice !== 'some') throw missing('viec', mistakes.matters);
  if (choice === 'some' && chosenIn(form).length === 0) throw missing('viec', mistakes.procedures);
}

/** Which field of the form a mistake in the terms stands at. */
const fields: Readonly<Record<string, string>> = {
  name: 'ten',
  number: 'so',
  notFound: 'so',
  young: 'so',
  until: 'den',
  phone: 'ten',
};
export const atField = (mistake: FieldMistake): FieldMistake => ({
  ...mistake,
  field: fields[mistake.field] ?? mistake.field,
});
