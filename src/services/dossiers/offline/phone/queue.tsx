import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { Item } from './outbox.ts';
import { Act, CardList, clockOf, Label } from './pieces.tsx';
import { words } from './words.ts';

export interface QueueActs {
  again(item: Item): void;
  edit(item: Item): void;
  discard(item: Item): void;
}

const colours: Readonly<Record<Item['state'], string>> = {
  ...{ editing: 'grey', waiting: 'amber', sending: 'blue', sent: 'green', saved: 'green' },
  ...{ refused: 'red', failed: 'red', 'signed-out': 'amber' },
};

/** Each filing with its state, and what can be done about it. Nothing waits without a word. */
export function Queue({ items, acts }: { readonly items: readonly Item[]; readonly acts: QueueActs }): VNode {
  return (
    <>
      <h1>{words.outbox}</h1>
      {items.length === 0 && <p>{words.noneOut}</p>}
      <CardList
        items={items.map((item) => ({
          key: item.id,
          title: item.title,
          text: (
            <>
              <Label colour={colours[item.state]}>{words.states[item.state]}</Label>
              <Explained item={item} />
            </>
          ),
          foot: <Acts item={item} acts={acts} />,
        }))}
      />
    </>
  );
}

function Explained({ item }: { readonly item: Item }): VNode {
  if (item.state === 'sent') return <p>{words.sentAs(item.number ?? '')}</p>;
  if (item.state === 'waiting' && item.notBefore > Date.now() + 5_000)
    return <p>{words.waitsUntil(clockOf(item.notBefore))}</p>;
  if (item.state === 'failed') return <p>{words.failedText}</p>;
  if (item.state === 'signed-out') return <p>{words.signedOutText}</p>;
  if (item.why.length === 0) return <p class="hint">{clockOf(item.since)}</p>;
  return (
    <ul>
      {item.why.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

function Acts({ item, acts }: { readonly item: Item; readonly acts: QueueActs }): VNode {
  const [asks, ask] = useState(false);
  const { state } = item;
  if (asks)
    return (
      <div class="buttons">
        <p>{words.discardSure}</p>
        <Act look="secondary" act={() => acts.discard(item)}>
          {words.discardYes}
        </Act>
        <Act look="plain" act={() => ask(false)}>
          {words.keep}
        </Act>
      </div>
    );
  return (
    <div class="buttons">
      {state === 'sent' && <a href={`/ho-so/${item.number}`}>{words.open}</a>}
      {state === 'saved' && <a href={`/nop/${item.id}`}>{words.open}</a>}
      {state === 'signed-out' && (
        <a class="button button-primary" href="/dang-nhap?tiep=/ho-so">
          {words.signIn}
        </a>
      )}
      {(state === 'editing' || state === 'refused') && (
        <Act look="secondary" act={() => acts.edit(item)}>
          {state === 'editing' ? words.goOn : words.fix}
        </Act>
      )}
      {(state === 'failed' || state === 'refused' || state === 'waiting') && (
        <Act look="secondary" act={() => acts.again(item)}>
          {words.again}
        </Act>
      )}
      {state !== 'sending' && (
        <Act
          look="plain"
          act={() => (state === 'sent' || state === 'saved' ? acts.discard(item) : ask(true))}
        >
          {words.discard}
        </Act>
      )}
    </div>
  );
}
