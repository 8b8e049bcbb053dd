import type { VNode } from 'preact';
import { readable } from '#engines/forms';
import { Button, Buttons, CitizenPage, Form, Inset } from '#engines/ui';
import type { Exchange } from '#engines/web';
import { answerWords } from '../answer-checks.ts';
import { askedField, type Declared } from '../declaration.ts';
import { type ProcedureVersion, papersOf } from '../procedure.ts';
import { quote } from '../quote.ts';
import { Quoted } from './cost.tsx';
import { Lines } from './parts.tsx';
import { vi } from './vi.ts';

interface DeclarationProps {
  readonly exchange: Exchange;
  readonly version: ProcedureVersion;
  readonly declared: Declared;
  readonly today: string;
}

/** The filled declaration, to be printed, signed and taken along; what helps on the screen is not printed. */
export function DeclarationPage(props: DeclarationProps): VNode {
  const { exchange, version, declared, today } = props;
  const { definition, route } = version;
  const { declaration } = vi;
  const commune = exchange.site.name.replace(/^./u, (letter) => letter.toLowerCase());
  const cost = quote(version, null, declared.answers, { channel: 'counter', on: today });
  return (
    <CitizenPage exchange={exchange} title={version.plain_name} heading={false}>
      <div class="no-print stack">
        <Inset tone="ok">{declaration.print}</Inset>
        <p class="hint">{declaration.paper}</p>
        <EditAgain {...props} />
      </div>
      <div class="declaration stack">
        <div class="motto">
          <p>{declaration.motto[0]?.toUpperCase()}</p>
          <p>
            <span>{declaration.motto[1]}</span>
          </p>
        </div>
        <div class="declaration-title">
          <h1>{declaration.heading.toUpperCase()}</h1>
          <p>
            <strong>{version.name}</strong>
          </p>
          <p class="hint">{vi.page.code(version.code)}</p>
        </div>
        <p>
          {declaration.to}: <strong>{declaration.addressee[route](commune)}</strong>
        </p>
        <Answered {...props} />
        <Attached {...props} />
        <p>{declaration.oath}</p>
        <Signatures />
      </div>
      <div class="no-print stack">
        <Lines title={declaration.whereTitle} lines={definition.where} />
        <Quoted cost={cost} />
      </div>
    </CitizenPage>
  );
}

function Answered({ version, declared }: DeclarationProps): VNode {
  return (
    <>
      {readable(version.definition.form, declared.answers, answerWords('whole')).map((group) => (
        <section key={`${group.group}${group.index ?? ''}`}>
          <h2>{group.title}</h2>
          <ul class="declared">
            {group.rows.map((row) => (
              <li key={row.field}>
                {row.label}: <strong>{row.value}</strong>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function Attached({ version, declared }: DeclarationProps): VNode | null {
  const papers = papersOf(version, declared.answers).filter((paper) => paper.give === 'hand-in');
  if (papers.length === 0) return null;
  return (
    <section>
      <h2>{vi.declaration.papers}</h2>
      <ul class="declared">
        {papers.map((paper) => (
          <li key={paper.id}>☐ {paper.name}</li>
        ))}
      </ul>
    </section>
  );
}

/** Who cannot sign puts a finger here, and a witness signs beside it. */
const Signatures = (): VNode => (
  <div class="signatures">
    <div>
      <p>&nbsp;</p>
      <p>
        <strong>{vi.declaration.witness}</strong>
      </p>
      <p class="hint">{vi.declaration.witnessHow}</p>
      <div class="signature-room" />
    </div>
    <div>
      <p>{vi.declaration.place}</p>
      <p>
        <strong>{vi.declaration.signer}</strong>
      </p>
      <p class="hint">{vi.declaration.signHow}</p>
      <div class="signature-room" />
    </div>
  </div>
);

/** All that was typed goes back into the form: there is no other place where it is. */
function EditAgain({ exchange, version }: DeclarationProps): VNode {
  const typed = exchange.form.entries().filter(([name]) => name === askedField || !isOfTheForm(name));
  return (
    <Form action={`/thu-tuc/${version.code}/to-khai`}>
      <input type="hidden" name="sua" value="1" />
      {typed.map(([name, value], i) => (
        <input key={`${name}${i}`} type="hidden" name={name} value={value} />
      ))}
      <Buttons>
        <Button look="secondary" icon="pencil">
          {vi.declaration.edit}
        </Button>
      </Buttons>
    </Form>
  );
}

const isOfTheForm = (name: string): boolean => name.startsWith('_') || name === 'sua';
