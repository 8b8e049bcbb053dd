import { Button, Buttons, ErrorSummary, Form, OfficerPage, Table, Tag } from '#engines/ui';
import type { Exchange } from '#engines/web';
import {
  boxName,
  type FieldShape,
  keysOf,
  type ListAct,
  type ListShape,
  type Node,
  type Problem,
  unnamed,
} from '../editor.ts';
import { isList, isUnder, type Json, markOf, valueAt } from '../json.ts';
import type { OpenChange } from '../open.ts';
import { vi } from '../vi.ts';
import { home } from './list-page.tsx';

/** What the form of a record writes, without its lists. */
export const ownFields = (node: Node, content: Json): Json =>
  node.shape.fields.map((field) => valueAt(content, [...node.path, ...keysOf(field)]) ?? null);

interface PageProps {
  readonly exchange: Exchange;
  readonly open: OpenChange;
}

interface NodePageProps extends PageProps {
  readonly node: Node;
  /** What was typed and could not be saved because another window was faster. */
  readonly typed?: Json;
}

/** One record of a draft: its fields, and its lists with what may be done to them. */
export function NodePage({ exchange, open, node, typed }: NodePageProps) {
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
      {typed !== undefined && (
        <ErrorSummary errors={[{ field: boxNameOf(node), message: vi.refusals.stale }]} />
      )}
      {typed === undefined && <ErrorSummary errors={errors} title={vi.edit.wrongHere} />}
      {node.address === node.section.id && node.section.lead && <p>{node.section.lead}</p>}
      {node.shape.fields.length > 0 && (
        <Form action={editing}>
          <Hidden node={node} seen={ownFields(node, change.content)} />
          {node.shape.fields.map((field) => (
            <FieldBox
              key={field.key}
              field={field}
              node={node}
              content={typed ?? change.content}
              errors={errors}
            />
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

const boxNameOf = ({ shape, address }: Node): string =>
  shape.fields[0] ? boxName(shape.fields[0]) : address;

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
