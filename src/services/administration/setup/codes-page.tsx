import { requirePermission } from '#engines/access';
import { Refusal } from '#engines/database';
import { Button, ErrorSummary, errorOf, Form, OfficerPage, TextField } from '#engines/ui';
import { type Answer, type Exchange, officer, page, type Route, route } from '#engines/web';
import { printOwnCodes } from './actions.ts';
import { CodeSheet } from './code-sheet.tsx';
import { vi } from './vi.ts';

export const codesPath = '/can-bo/ma-in-san';

function codes(exchange: Exchange, problem?: string): Answer {
  requirePermission(exchange.ctx, 'post.delegate');
  const errors = problem ? [{ field: 'mat-khau', message: problem }] : [];
  return page(
    <OfficerPage
      exchange={exchange}
      title={vi.codes.title}
      back={{ href: '/toi' }}
      hasErrors={errors.length > 0}
    >
      <ErrorSummary errors={errors} />
      <p class="lead">{vi.codes.lead}</p>
      <p>{vi.codes.ask}</p>
      <Form action={codesPath}>
        <TextField
          name="mat-khau"
          label={vi.codes.password}
          type="password"
          autoComplete="current-password"
          maxLength={200}
          error={errorOf(errors, 'mat-khau')}
        />
        <Button>{vi.codes.submit}</Button>
      </Form>
    </OfficerPage>,
    problem ? 422 : 200,
  );
}

async function postCodes(exchange: Exchange): Promise<Answer> {
  const self = requirePermission(exchange.ctx, 'post.delegate');
  try {
    const sheet = await printOwnCodes(exchange.ctx, exchange.form.get('mat-khau'), exchange.request.ip);
    return page(
      <OfficerPage exchange={exchange} title={vi.codes.title} back={{ href: '/toi' }}>
        <CodeSheet codes={sheet} name={self.name} />
      </OfficerPage>,
    );
  } catch (error) {
    if (!(error instanceof Refusal) || (error.kind !== 'invalid' && error.kind !== 'limited')) throw error;
    return codes(exchange, error.message);
  }
}

const anyOfficer = officer('post.delegate');

/** An officer's own printed codes, for the days without messages. */
export const codeRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: codesPath,
    who: anyOfficer,
    sample: {},
    handler: (exchange) => codes(exchange),
  }),
  route({
    method: 'POST',
    url: codesPath,
    who: anyOfficer,
    sample: { body: { 'mat-khau': 'khong-dung' } },
    handler: postCodes,
  }),
];
