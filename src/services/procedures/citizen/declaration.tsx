import type { VNode } from 'preact';
import { type Ctx, Refusal, read } from '#engines/database';
import type { KnownRecords } from '#engines/forms';
import { recordFor } from '#engines/people';
import { Button, Buttons, CitizenPage, ErrorSummary, errorOf, Form, Inset } from '#engines/ui';
import { anyone, type Exchange, page, type Route, redirect, route } from '#engines/web';
import { answerChecks } from '../answer-checks.ts';
import {
  askedField,
  blankDeclaration,
  countField,
  type Declared,
  offeredField,
  questionsOn,
  readDeclaration,
} from '../declaration.ts';
import type { ProcedureVersion } from '../procedure.ts';
import { DeclarationPage } from './declaration-paper.tsx';
import { versionAsked } from './poster.tsx';
import { Question } from './question.tsx';
import { vi } from './vi.ts';

const sample = { params: { code: '{procedure}' } };
const url = '/thu-tuc/:code/to-khai';

/** A declaration filled on one page and printed; nothing of it is kept. */
export const declarationRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url,
    who: anyone,
    sample,
    async handler(exchange) {
      const { version, moved } = await withForm(exchange);
      if (moved) return redirect(`/thu-tuc/${version.code}/to-khai`);
      const declared = blankDeclaration(version.definition.form, await knownFor(exchange.ctx));
      return page(<FillPage exchange={exchange} version={version} declared={declared} />);
    },
  }),
  route({
    method: 'POST',
    url,
    who: anyone,
    sample,
    async handler(exchange) {
      const { ctx, form: posted } = exchange;
      const { version, today } = await withForm(exchange);
      const wish = { add: posted.get('them'), drop: posted.get('bot') };
      const known = await knownFor(ctx);
      const declared = readDeclaration(version.definition.form, posted, known, answerChecks(ctx), wish);
      if (wish.add || wish.drop || posted.has('sua'))
        return page(
          <FillPage exchange={exchange} version={version} declared={{ ...declared, errors: [] }} />,
        );
      if (declared.errors.length + declared.more.length > 0)
        return page(<FillPage exchange={exchange} version={version} declared={declared} />, 422);
      return page(
        <DeclarationPage exchange={exchange} version={version} declared={declared} today={today} />,
      );
    },
  }),
];

async function withForm(exchange: Exchange) {
  const asked = await versionAsked(exchange);
  const { form } = asked.version.definition;
  if (form.groups.length === 0)
    throw new Refusal('missing', 'procedures.no-form', vi.declaration.noForm(asked.version.plain_name));
  return asked;
}

/** What the register knows of the one who is signed in, and of her husband or wife. */
async function knownFor(ctx: Ctx): Promise<KnownRecords> {
  if (ctx.actor.kind !== 'citizen') return {};
  const { personId } = ctx.actor;
  const filer = (await read(ctx, (db) => recordFor(db, personId))) ?? {};
  const spouse = Object.entries(filer).flatMap(([key, value]) =>
    key.startsWith('spouse.') ? [[key.slice('spouse.'.length), value]] : [],
  );
  return { filer, spouse: Object.fromEntries(spouse) };
}

interface FillProps {
  readonly exchange: Exchange;
  readonly version: ProcedureVersion;
  readonly declared: Declared;
}

function FillPage({ exchange, version, declared }: FillProps): VNode {
  const { form } = version.definition;
  const { errors, more, sheets, offered } = declared;
  const path = `/thu-tuc/${version.code}/to-khai`;
  const names = sheets.flatMap((sheet) =>
    questionsOn(form, declared, sheet).map((field) => sheet.prefix + field.id),
  );
  return (
    <CitizenPage
      exchange={exchange}
      title={vi.declaration.title}
      caption={version.plain_name}
      hasErrors={errors.length > 0}
      back={{ href: `/thu-tuc/${version.code}` }}
    >
      <ErrorSummary errors={errors} title={vi.declaration.errors(errors.length)} />
      <p>{vi.declaration.lead}</p>
      {offered.length > 0 && <Inset tone="info">{vi.declaration.fromRecord}</Inset>}
      {more.some((name) => !offered.includes(name)) && <Inset tone="info">{vi.declaration.more}</Inset>}
      <Form action={path}>
        {/* The first button is the one that Enter presses: it must not be one that adds a record. */}
        <button type="submit" class="unseen" tabIndex={-1} aria-hidden="true" />
        <input type="hidden" name={askedField} value={names.join(' ')} />
        <input type="hidden" name={offeredField} value={everOffered(exchange, declared)} />
        {form.groups
          .filter((group) => group.repeat || sheets.some((sheet) => sheet.group === group))
          .map((group) => (
            <GroupSheets key={group.id} {...{ exchange, version, declared }} groupId={group.id} />
          ))}
        <Buttons>
          <Button icon="printer">{vi.declaration.done}</Button>
        </Buttons>
      </Form>
    </CitizenPage>
  );
}

/** The questions of a group; of a repeating one record after record, with a button for one more. */
function GroupSheets(props: FillProps & { readonly groupId: string }): VNode | null {
  const { version, declared, groupId } = props;
  const { form } = version.definition;
  const group = form.groups.find((one) => one.id === groupId);
  const sheets = declared.sheets.filter((sheet) => sheet.group.id === groupId);
  if (!group || (group.repeat && !isOpen(props))) return null;
  const { repeat } = group;
  return (
    <section class="stack">
      <h2>{group.title}</h2>
      {group.help && <p>{group.help}</p>}
      {repeat && <input type="hidden" name={countField(group)} value={String(sheets.length)} />}
      {sheets.map((sheet) => (
        <div key={sheet.prefix} class="stack">
          {repeat && <h3>{`${capital(repeat.item)} ${(sheet.index ?? 0) + 1}`}</h3>}
          {questionsOn(form, declared, sheet).map((field) => {
            const name = sheet.prefix + field.id;
            return (
              <Question
                key={name}
                field={field}
                name={name}
                raw={sheet.raw}
                error={errorOf(declared.errors, name)}
                fromRecord={declared.offered.includes(name)}
                isNew={declared.more.includes(name) && !declared.offered.includes(name)}
              />
            );
          })}
        </div>
      ))}
      {repeat && (
        <Buttons>
          {sheets.length < repeat.max && (
            <Button look="secondary" icon="plus" name="them" value={group.id}>
              {vi.declaration.add(repeat.item)}
            </Button>
          )}
          {sheets.length > repeat.min && (
            <Button look="plain" icon="trash" name="bot" value={group.id}>
              {vi.declaration.drop(repeat.item)}
            </Button>
          )}
        </Buttons>
      )}
    </section>
  );
}

/** What was filled before counts on, also when the page is shown again. */
const everOffered = (exchange: Exchange, declared: Declared): string =>
  [...new Set([...exchange.form.get(offeredField).split(' '), ...declared.offered])].join(' ').trim();

/** A repeating group without records yet is open when the answers make it necessary. */
const isOpen = ({ version, declared, groupId }: FillProps & { readonly groupId: string }): boolean =>
  openGroups(version, declared).some((group) => group.id === groupId);
const openGroups = (version: ProcedureVersion, declared: Declared) =>
  version.definition.form.groups.filter(
    (group) =>
      declared.sheets.some((sheet) => sheet.group === group) ||
      (group.id in declared.answers && Array.isArray(declared.answers[group.id])),
  );

const capital = (text: string): string => text.replace(/^./u, (letter) => letter.toUpperCase());
