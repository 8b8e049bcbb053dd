import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { firstUndone } from '../draft.ts';
import type { Handed, KeptCatalogue, KeptProcedure, SeenDraft, Snapshot } from '../offline/kept.ts';
import { Begin, type Beginning } from '../offline/phone/begin.tsx';
import { type Holder, holder, take, takeOpen } from '../offline/phone/box.ts';
import { Filing } from '../offline/phone/filing.tsx';
import { again, edit, type Item } from '../offline/phone/outbox.ts';
import { Act, CardList, clockOf, Note } from '../offline/phone/pieces.tsx';
import { Queue } from '../offline/phone/queue.tsx';
import { Dossiers, Procedure, Procedures } from '../offline/phone/reading.tsx';
import { dropItem, itemsOf, keepItem, keepSending, sendDue } from '../offline/phone/send.ts';
import { words } from '../offline/phone/words.ts';
import { screensFor } from '../offline/phone/writing.ts';
import { reachable, whenReachable } from './dom.ts';

interface Kept {
  readonly by: Holder;
  readonly mine: Omit<Snapshot, 'seal'>;
}

/**
 * What the phone shows while there is no network, at whatever address was asked for: her dossiers as last seen, what
 * she is writing, and the commune's procedures.
 */
export function Island(): VNode {
  const [kept, setKept] = useState<Kept>();
  const [catalogue, setCatalogue] = useState<KeptCatalogue>();
  const [items, setItems] = useState<readonly Item[]>([]);
  const [at, setAt] = useState(placeAsked);
  const [isOnline, setOnline] = useState(false);
  const [isOpen, setOpen] = useState(false);

  const reload = async (by: Holder) => setItems(await itemsOf(by));
  useEffect(() => {
    void open().then(async ({ kept: found, catalogue: list }) => {
      setCatalogue(list);
      setKept(found);
      setOpen(true);
      if (!found) return;
      await reload(found.by);
      keepSending(found.by, () => void reload(found.by));
    });
    const moved = () => {
      setAt(placeAsked());
      scrollTo(0, 0);
    };
    addEventListener('hashchange', moved);
    const look = () =>
      void reachable().then((yes) => (yes ? setOnline(true) : whenReachable(() => setOnline(true))));
    look();
    addEventListener('offline', () => setOnline(false));
    return () => removeEventListener('hashchange', moved);
  }, []);

  const write = async (item: Item) => {
    if (!kept) return;
    await keepItem(kept.by, item);
    await reload(kept.by);
  };
  const start = async (procedure: KeptProcedure, beginning: Beginning) => {
    if (!kept) return;
    const item = newItem(kept, procedure, beginning);
    await write(item);
    location.hash = `#/viet/${item.id}`;
  };
  const goOn = async (draftId: string) => {
    const draft = kept?.mine.drafts.find((one) => one.id === draftId);
    const procedure = catalogue?.procedures.find((one) => one.code === draft?.code);
    if (kept && draft && procedure && !items.some((one) => one.id === draftId))
      await write(itemOfDraft(kept, procedure, draft));
    location.hash = `#/viet/${draftId}`;
  };
  const body = () => {
    const [where, what] = at;
    const item = items.find((one) => one.id === what);
    const procedure = catalogue?.procedures.find((one) => one.code === (item?.handed.code ?? what));
    if (where === 'ho-so' && kept) return <Dossiers mine={kept.mine} goOn={(id) => void goOn(id)} />;
    if (where === 'cho-gui' && kept)
      return (
        <Queue
          items={items}
          acts={{
            again: (one) =>
              void write(again(one, Date.now())).then(() => sendDue(kept.by, () => void reload(kept.by))),
            edit: (one) => void write(edit(one, Date.now())).then(() => (location.hash = `#/viet/${one.id}`)),
            discard: (one) => void dropItem(kept.by, one).then(() => reload(kept.by)),
          }}
        />
      );
    if (where === 'viet' && kept && item && catalogue && procedure?.questions)
      return (
        <Filing
          item={item}
          questions={procedure.questions}
          catalogue={catalogue}
          mine={kept.mine}
          save={(next) =>
            void write({ ...next, state: 'editing', since: Date.now() }).then(() => scrollTo(0, 0))
          }
          send={(next) =>
            void write(again(next, Date.now())).then(() => {
              location.hash = '#/cho-gui';
              keepSending(kept.by, () => void reload(kept.by));
            })
          }
          leave={() => (location.hash = '#/cho-gui')}
        />
      );
    if (where === 'bat-dau' && kept && procedure)
      return (
        <Begin
          mine={kept.mine}
          title={procedure.title}
          begin={(beginning) => void start(procedure, beginning)}
        />
      );
    if (where === 'thu-tuc' && procedure) {
      const files = kept && procedure.questions && (procedure.filing === 'ours' || kept.mine.filesPortal);
      return (
        <Procedure
          procedure={procedure}
          {...(files ? { begin: () => (location.hash = `#/bat-dau/${procedure.code}`) } : {})}
        />
      );
    }
    if (where === 'thu-tuc' && catalogue) return <Procedures catalogue={catalogue} />;
    return <Home kept={kept} catalogue={catalogue} count={items.length} />;
  };
  return (
    <div class="stack">
      <div role="status">
        {isOnline ? (
          <Note tone="ok" title={words.online}>
            <a href={fullPage(at)}>{words.toFull}</a>
          </Note>
        ) : (
          <Note tone="warning" title={words.title}>
            {kept && <p>{words.seenAt(clockOf(kept.mine.at))}</p>}
          </Note>
        )}
      </div>
      {at[0] !== '' && (
        <p>
          <a href="#/">{words.home}</a>
        </p>
      )}
      {isOpen && body()}
    </div>
  );
}

function Home(props: {
  readonly kept: Kept | undefined;
  readonly catalogue: KeptCatalogue | undefined;
  readonly count: number;
}): VNode {
  const { kept, catalogue, count } = props;
  return (
    <>
      <h1>{words.title}</h1>
      {!kept && <p class="lead">{words.nobody}</p>}
      <CardList
        items={[
          ...(kept
            ? [
                { key: 'mine', title: words.mine, href: '#/ho-so', text: words.mineText },
                { key: 'out', title: words.outbox, href: '#/cho-gui', text: words.outboxText(count) },
              ]
            : []),
          ...(catalogue
            ? [{ key: 'all', title: words.procedures, href: '#/thu-tuc', text: words.proceduresText }]
            : []),
        ]}
      />
      {!catalogue && <p>{words.noCatalogue}</p>}
      <Act look="secondary" act={() => location.reload()}>
        {words.retryNetwork}
      </Act>
    </>
  );
}

async function open(): Promise<{ kept: Kept | undefined; catalogue: KeptCatalogue | undefined }> {
  const by = await holder();
  const mine = by && (await take<Omit<Snapshot, 'seal'>>(by, 'mine'));
  return { kept: by && mine && { by, mine }, catalogue: await takeOpen<KeptCatalogue>('catalogue') };
}

/** `#/viet/ID`; without one, what the address itself asks for. */
function placeAsked(): readonly [string, string] {
  const asked = location.hash.startsWith('#/') ? location.hash.slice(1) : location.pathname;
  const [, where = '', what = ''] = asked.split('/');
  if (where === 'nop' && what.includes('-')) return ['viet', what];
  if (where === 'nop') return ['bat-dau', what];
  return [where === 'ngoai-tuyen' ? '' : where, where === 'ho-so' ? '' : what];
}

const fullPage = ([where, what]: readonly [string, string]): string => {
  if (location.pathname !== '/ngoai-tuyen') return location.pathname + location.search;
  return where === 'thu-tuc' ? `/thu-tuc/${what}` : '/ho-so';
};

const newItem = (kept: Kept, procedure: KeptProcedure, beginning: Beginning): Item =>
  itemOf(kept, procedure, {
    ...{ id: crypto.randomUUID(), code: procedure.code, versionId: procedure.versionId, ...beginning },
    ...{ caseChoice: null, answers: {}, delivery: {}, photos: [], submit: true },
  });

function itemOfDraft(kept: Kept, procedure: KeptProcedure, draft: SeenDraft): Item {
  const { papers, updatedAt: _, title: __, ...handed } = draft;
  const more = { subjectPersonId: null, photos: [], submit: true };
  return itemOf(kept, procedure, { ...handed, ...more }, papers);
}

function itemOf(kept: Kept, procedure: KeptProcedure, handed: Handed, stored: readonly string[] = []): Item {
  const item: Item = {
    ...{ id: handed.id, who: kept.by.who, title: procedure.title, handed, photos: [], stored },
    ...{ state: 'editing', screen: '', tries: 0, since: Date.now(), notBefore: 0, why: [], number: null },
  };
  const screens = procedure.questions ? screensFor(procedure.questions, item) : [];
  return { ...item, screen: firstUndone(screens)?.id ?? '' };
}
