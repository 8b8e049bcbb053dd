import { requirePermission } from '#engines/access';
import { Refusal } from '#engines/database';
import { Button, Buttons, Cards, ErrorSummary, Form, LinkButton, OfficerPage, Table, Tag } from '#engines/ui';
import { type Answer, type Exchange, page, redirect } from '#engines/web';
import { rewrite } from '../actions.ts';
import {
  afterForm,
  afterListAct,
  boxName,
  type Editor,
  type FieldShape,
  keysOf,
  type ListAct,
  type ListShape,
  type Node,
  nodeAt,
  type Problem,
  type Section,
  unnamed,
} from '../editor.ts';
import { isEqual, isList, type Json, type JsonPath, markOf, valueAt } from '../json.ts';
import { type OpenChange, openDraft } from '../open.ts';
import { vi } from '../vi.ts';
import { Missing } from './change-page.tsx';
import { home } from './list-page.tsx';

/** The sections of a draft, or one record of it: `?muc=phi.fees.0`. */
export async function showEdit(exchange: Exchange): Promise<Answer> {
  const { ctx, params, query } = exchange;
  const open = await openDraft(ctx, params.id ?? '');
  const editor = open.kind.editorFor(open.change.content);
  if (!query.muc) return page(<SectionsPage exchange={exchange} open={open} editor={editor} />);
  const node = nodeOr404(editor, open.change.content, query.muc);
  return page(<NodePage exchange={exchange} open={open} node={node} />);
}

/** Saves the fields of one record, or adds to, takes from or reorders one of its lists. */
export async function saveEdit({ ctx, params, form }: Exchange): Promise<Answer> {
  const id = params.id ?? '';
  const address = form.get('muc');
  const [act = 'save', key = '', at = ''] = form.get('viec').split(' ');
  let to = address;
  await rewrite(ctx, id, (content, kind) => {
    const node = nodeOr404(kind.editorFor(content), content, address);
    const expected = form.get('goc');
    if (act === 'save')
      return { content: afterForm(node, content, form), seen: ownFields(node, content), expected };
    const path = [...node.path, key];
    const after = afterListAct(node, content, key, act as ListAct, Number(at));
    const list = valueAt(after, path);
    if (act === 'add' && isList(list)) to = `${address}.${key}.${list.length - 1}`;
    return { content: after, seen: valueAt(content, path), expected };
  });
  return redirect(`${home}/${id}/sua?muc=${to}`, notices[act] ?? vi.edit.saved);
}

const notices: Readonly<Record<string, string>> = {
  add: vi.edit.added,
  remove: vi.edit.removed,
  up: vi.edit.moved,
  down: vi.edit.moved,
};

function nodeOr404(editor: Editor, content: Json, address: string): Node {
  const node = nodeAt(editor, content, address);
  if (!node) throw new Refusal('missing', 'changes.no-node', vi.refusals.noNode);
  return node;
}

/** What the form of a record writes, without its lists. */
const ownFields = (node: Node, content: Json): Json =>
  node.shape.fields.map((field) => valueAt(content, [...node.path, ...keysOf(field)]) ?? null);

interface PageProps {
  readonly exchange: Exchange;
  readonly open: OpenChange;
}

function SectionsPage({ exchange, open, editor }: PageProps & { readonly editor: Editor }) {
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

function NodePage({ exchange, open, node }: PageProps & { readonly node: Node }) {
  const { change, problems } = open;
  const here = problems.filter((p) => isUnder(p.at, node.path) && !isInList(p, node));
  const errors = here.map((p) => ({ field: fieldOf(p, node), message: p.message }));
  const back = node.above.at(-1);
  const editing = `${home}/${change.id}/sua`;
  return (
    <OfficerPage
      exchange={exchange}
      title={node.title}
      caption={[change.title, ...node.above.map((step) => step.title)].join(' › ')}
      back={
        back
          ? { href: `${editing}?muc=${back.address}`, label: vi.edit.backTo(back.title) }
          : { href: editing, label: vi.edit.backToDraft }
      }
      hasErrors={errors.length > 0}
    >
      <ErrorSummary errors={errors} title={vi.edit.wrongHere} />
      {node.address === node.section.id && node.section.lead && <p>{node.section.lead}</p>}
      {node.shape.fields.length > 0 && (
        <Form action={editing}>
          <Hidden node={node} seen={ownFields(node, change.content)} />
          {node.shape.fields.map((field) => (
            <FieldBox key={field.key} field={field} node={node} content={change.content} errors={errors} />
          ))}
          <Button name="viec" value="save" icon="device-floppy" accessKey="l">
            {vi.edit.save}
          </Button>
        </Form>
      )}
      {(node.shape.lists ?? []).map((list) => (
        <ListPart key={list.key} list={list} node={node} open={open} editing={editing} />
      ))}
    </OfficerPage>
  );
}

function Hidden({ node, seen }: { readonly node: Node; readonly seen: Json | undefined }) {
  return (
    <>
      <input type="hidden" name="muc" value={node.address} />
      <input type="hidden" name="goc" value={markOf(seen ?? null)} />
    </>
  );
}

function FieldBox(props: {
  readonly field: FieldShape;
  readonly node: Node;
  readonly content: Json;
  readonly errors: readonly { readonly field: string; readonly message: string }[];
}) {
  const { field, node, content, errors } = props;
  const name = boxName(field);
  return field.widget.draw({
    name,
    label: field.label,
    ...(field.hint ? { hint: field.hint } : {}),
    ...messageFor(errors, name),
    optional: field.optional ?? false,
    value: valueAt(content, [...node.path, ...keysOf(field)]),
    content,
    path: node.path,
  });
}

const messageFor = (errors: readonly { field: string; message: string }[], name: string) => {
  const found = errors.find((error) => error.field === name);
  return found ? { error: found.message } : {};
};

function ListPart(props: {
  readonly list: ListShape;
  readonly node: Node;
  readonly open: OpenChange;
  readonly editing: string;
}) {
  const { list, node, open, editing } = props;
  const { content } = open.change;
  const path = [...node.path, list.key];
  const found = valueAt(content, path);
  const items = isList(found) ? found : [];
  const wrongAt = (index: number) =>
    open.problems.filter((p) => isUnder(p.at, [...path, String(index)])).length;
  return (
    <section id={list.key}>
      <h2>{list.title}</h2>
      {list.lead && <p>{list.lead}</p>}
      <Form action={editing}>
        <Hidden node={node} seen={found} />
        <Table
          caption={list.title}
          hideCaption
          rows={items.map((item, index) => ({ item, index }))}
          rowKey={({ index }) => String(index)}
          empty={<p class="hint">{vi.edit.emptyList}</p>}
          columns={[
            {
              key: 'title',
              title: list.title,
              cell: ({ item, index }) => (
                <>
                  <a href={`${editing}?muc=${node.address}.${list.key}.${index}`}>
                    {list.titleOf(item, content) || unnamed(list)}
                  </a>{' '}
                  {wrongAt(index) > 0 && <Tag colour="red">{vi.edit.problems(wrongAt(index))}</Tag>}
                  {list.noteOf && <div class="hint">{list.noteOf(item, content)}</div>}
                </>
              ),
            },
            {
              key: 'acts',
              title: vi.edit.acts,
              cell: ({ item, index }) => (
                <RowActs
                  list={list}
                  index={index}
                  last={index === items.length - 1}
                  name={list.titleOf(item, content) || unnamed(list)}
                />
              ),
            },
          ]}
        />
        <Button look="secondary" icon="plus" name="viec" value={`add ${list.key}`}>
          {vi.edit.add(list.one)}
        </Button>
      </Form>
    </section>
  );
}

function RowActs(props: {
  readonly list: ListShape;
  readonly index: number;
  readonly last: boolean;
  readonly name: string;
}) {
  const { list, index, last, name } = props;
  const act = (verb: ListAct, label: string, icon: string) => (
    <Button look="plain" icon={icon} name="viec" value={`${verb} ${list.key} ${index}`}>
      {label}
      <span class="unseen"> {name}</span>
    </Button>
  );
  return (
    <Buttons>
      {index > 0 && act('up', vi.edit.up, 'arrow-up')}
      {!last && act('down', vi.edit.down, 'arrow-down')}
      {act('remove', vi.edit.remove, 'trash')}
    </Buttons>
  );
}

const isUnder = (at: JsonPath, path: JsonPath): boolean => path.every((key, i) => at[i] === key);

/** A problem of an item within is told on the item's own screen, and counted beside its name. */
const isInList = (problem: Problem, node: Node): boolean => {
  const [key, index] = problem.at.slice(node.path.length);
  return index !== undefined && (node.shape.lists ?? []).some((list) => list.key === key);
};

/** The box where a problem is mended; the page itself when it is no box's. */
function fieldOf(problem: Problem, node: Node): string {
  const rest = problem.at.slice(node.path.length);
  const field = node.shape.fields.find((f) => {
    const keys = keysOf(f);
    return rest.length > 0 && (isUnder(rest, keys) || isUnder(keys, rest));
  });
  return field ? boxName(field) : (rest[0] ?? node.address);
}
