import { Refusal } from '#engines/database';
import { type Answer, type Exchange, page, redirect } from '#engines/web';
import { rewrite } from '../actions.ts';
import { afterForm, afterListAct, type Editor, type ListAct, type Node, nodeAt } from '../editor.ts';
import { isList, type Json, valueAt } from '../json.ts';
import { openDraft } from '../open.ts';
import { vi } from '../vi.ts';
import { home } from './list-page.tsx';
import { NodePage, ownFields } from './node-page.tsx';
import { SectionsPage } from './sections-page.tsx';

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
export async function saveEdit(exchange: Exchange): Promise<Answer> {
  const { ctx, params, form } = exchange;
  const id = params.id ?? '';
  const address = form.get('muc');
  const [act = 'save', key = '', at = ''] = form.get('viec').split(' ');
  let to = address;
  try {
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
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'changes.stale') throw error;
    return showAgain(exchange, address, act === 'save');
  }
  return redirect(`${home}/${id}/sua?muc=${to}`, notices[act] ?? vi.edit.saved);
}

/** Another window was faster: what stands now, with what was typed here still in its boxes, not saved. */
async function showAgain(exchange: Exchange, address: string, keepsTyped: boolean): Promise<Answer> {
  const open = await openDraft(exchange.ctx, exchange.params.id ?? '');
  const { content } = open.change;
  const node = nodeOr404(open.kind.editorFor(content), content, address);
  const typed = keepsTyped ? afterForm(node, content, exchange.form) : content;
  return page(<NodePage exchange={exchange} open={open} node={node} typed={typed} />, 409);
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
