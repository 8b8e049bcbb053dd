import { requirePermission } from '#engines/access';
import { Buttons, Cards, LinkButton, OfficerPage, Tag } from '#engines/ui';
import type { Exchange } from '#engines/web';
import { type Editor, keysOf, type Section } from '../editor.ts';
import { isEqual, isList, isUnder, type Json, valueAt } from '../json.ts';
import type { OpenChange } from '../open.ts';
import { vi } from '../vi.ts';
import { Missing } from './change-page.tsx';
import { home } from './list-page.tsx';

interface PageProps {
  readonly exchange: Exchange;
  readonly open: OpenChange;
}

/** The sections of a draft, what is changed in them and what is wrong. */
export function SectionsPage({ exchange, open, editor }: PageProps & { readonly editor: Editor }) {
  const officer = requirePermission(exchange.ctx, open.kind.permission);
  const { change } = open;
  return (
    <OfficerPage
      exchange={exchange}
      title={vi.edit.title(change.title)}
      caption={vi.edit.caption}
      back={{ href: `${home}/${change.id}` }}
    >
      <Buttons>
        <LinkButton href={`${home}/${change.id}`} icon="send">
          {vi.edit.toChange}
        </LinkButton>
        {(open.kind.linksOf?.(change.id, change.subject) ?? []).map((link) => (
          <LinkButton key={link.href} href={link.href} look="secondary" icon={link.icon}>
            {link.label}
          </LinkButton>
        ))}
      </Buttons>
      <Missing open={open} officer={officer} />
      <h2>{vi.edit.sections}</h2>
      <Cards
        items={editor.sections.map((section) => ({
          href: `${home}/${change.id}/sua?muc=${section.id}`,
          title: section.title,
          text: summaryOf(section, change.content),
          foot: <SectionTags open={open} section={section} />,
        }))}
      />
    </OfficerPage>
  );
}

function summaryOf(section: Section, content: Json): string {
  const lists = (section.lists ?? []).map((list) => {
    const items = valueAt(content, [...section.at, list.key]);
    return vi.edit.items(isList(items) ? items.length : 0, list.one);
  });
  return [...lists, section.lead ?? ''].filter(Boolean).join('. ');
}

function SectionTags({ open, section }: { readonly open: OpenChange; readonly section: Section }) {
  const { change, problems } = open;
  const own = [...section.fields.map(keysOf), ...(section.lists ?? []).map((l) => [l.key])];
  const places = own.map((keys) => [...section.at, ...keys]);
  const isChanged = places.some(
    (path) => !isEqual(valueAt(change.before, path), valueAt(change.content, path)),
  );
  const wrong = problems.filter((p) => places.some((path) => isUnder(p.at, path))).length;
  return (
    <>
      {isChanged && <Tag colour="blue">{vi.edit.changedSections}</Tag>}{' '}
      {wrong > 0 && <Tag colour="red">{vi.edit.problems(wrong)}</Tag>}
    </>
  );
}
