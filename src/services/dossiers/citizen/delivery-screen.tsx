import type { VNode } from 'preact';
import { normalPhone } from '#engines/access';
import { read } from '#engines/database';
import { recordFor } from '#engines/people';
import { Checkboxes, errorOf, type FieldMistake, Radios, TextArea, TextField } from '#engines/ui';
import { type Answer, type Form, page } from '#engines/web';
import { asksDelivery, type Delivery } from '../draft.ts';
import { reachOn, saveDraft } from '../draft-actions.ts';
import { keptMarkIn } from './keeper.tsx';
import { ScreenPage } from './screen-page.tsx';
import { deliveryTitle } from './screen-title.ts';
import { vi } from './vi.ts';
import { onward, type Place } from './wizard.ts';

/** How the result comes to her, and where news goes. Address and telephone are offered from the register. */
export async function showDelivery(place: Place): Promise<Answer> {
  const { ctx } = place.exchange;
  const { draft } = place.open;
  if (draft.delivery.phone !== undefined)
    return page(<DeliveryPage {...place} delivery={draft.delivery} errors={[]} />);
  const record = await read(await reachOn(ctx, draft.id), (db) => recordFor(db, draft.person_id));
  const offered = { sms: true, address: record?.address, phone: record?.phone, ...draft.delivery };
  return page(<DeliveryPage {...place} delivery={offered} errors={[]} />);
}

export async function saveDelivery(place: Place): Promise<Answer> {
  const { ctx, form } = place.exchange;
  const delivery = deliveryIn(form);
  const asksHow = !asksDelivery(place.open.version.definition.form);
  const errors = form.has('later') ? [] : mistakesIn(delivery, asksHow);
  if (errors.length > 0) return page(<DeliveryPage {...place} delivery={delivery} errors={errors} />, 422);
  const draft = await saveDraft(ctx, place.open.draft.id, () => ({
    delivery: { ...delivery, phone: normalPhone(delivery.phone ?? '') ?? delivery.phone },
    keptMark: keptMarkIn(place.exchange),
  }));
  return onward(place, { ...place.open, draft });
}

const ways = ['counter', 'online', 'post'] as const;

function deliveryIn(form: Form): Delivery {
  return {
    how: ways.find((way) => way === form.get('how')),
    address: form.get('address').slice(0, 300),
    phone: form.get('phone').slice(0, 30),
    sms: form.has('sms'),
  };
}

function mistakesIn({ how, address, phone }: Delivery, asksHow: boolean): readonly FieldMistake[] {
  const mistakes: FieldMistake[] = [];
  if (asksHow && !how) mistakes.push({ field: 'how', message: vi.wizard.deliveryMissing });
  if (how === 'post' && !address)
    mistakes.push({ field: 'address', message: vi.wizard.deliveryAddressMissing });
  if (!normalPhone(phone ?? '')) mistakes.push({ field: 'phone', message: vi.wizard.phoneWrong });
  return mistakes;
}

function DeliveryPage(
  props: Place & { readonly delivery: Delivery; readonly errors: readonly FieldMistake[] },
): VNode {
  const { delivery, errors } = props;
  return (
    <ScreenPage
      {...props}
      screen={props.screen.id}
      title={deliveryTitle(props.open.version.definition.form)}
      errors={errors}
    >
      {!asksDelivery(props.open.version.definition.form) && (
        <>
          <Radios
            name="how"
            label={vi.wizard.deliveryHow}
            error={errorOf(errors, 'how')}
            value={delivery.how}
            options={ways.map((value) => ({ value, ...vi.wizard.ways[value] }))}
          />
          <TextArea
            name="address"
            rows={2}
            label={vi.wizard.deliveryAddress}
            hint={vi.wizard.deliveryAddressHelp}
            error={errorOf(errors, 'address')}
            value={delivery.address}
          />
        </>
      )}
      <TextField
        name="phone"
        type="tel"
        inputMode="tel"
        width="medium"
        autoComplete="tel"
        label={vi.wizard.phone}
        hint={vi.wizard.phoneHelp}
        error={errorOf(errors, 'phone')}
        value={delivery.phone}
      />
      <Checkboxes
        name="sms"
        label={vi.wizard.smsLabel}
        options={[{ value: 'yes', label: vi.wizard.sms }]}
        values={delivery.sms ? ['yes'] : []}
      />
    </ScreenPage>
  );
}
