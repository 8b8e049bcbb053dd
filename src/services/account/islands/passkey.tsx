interface Props {
  readonly csrf: string;
  readonly act: 'create' | 'get';
  /** Where the question comes from. */
  readonly ask: string;
  /** What to say when the device gives up or is told to. */
  readonly failed: string;
}

type Json = Record<string, unknown>;

/** Puts a form's submission off until the device has answered; without WebAuthn the form stays hidden. */
export function mount(root: HTMLElement, props: Props): void {
  const box = root.querySelector<HTMLElement>('[data-ceremony]');
  const form = box?.querySelector('form');
  const said = box?.querySelector<HTMLElement>('[role=status]');
  if (!box || !form || !said || !('PublicKeyCredential' in window)) return;
  box.hidden = false;
  root.querySelector<HTMLElement>('[data-without]')?.remove();
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    delete form.dataset.sent;
    said.textContent = '';
    perform(props).then(
      (answer) => {
        const field = form.querySelector<HTMLInputElement>('[name=tra-loi]');
        if (field) field.value = JSON.stringify(answer);
        form.submit();
      },
      () => {
        said.textContent = props.failed;
      },
    );
  });
}

async function perform({ csrf, act, ask }: Props): Promise<Json> {
  const asked = await fetch(ask, { method: 'POST', headers: { 'x-csrf-token': csrf } });
  if (!asked.ok) throw new Error('refused');
  const question = (await asked.json()) as Json & { challenge: string };
  const credential = act === 'create' ? await create(question) : await get(question);
  if (!(credential instanceof PublicKeyCredential)) throw new Error('no credential');
  const { response } = credential;
  const parts: Json = { clientDataJSON: text(response.clientDataJSON) };
  if (response instanceof AuthenticatorAttestationResponse) {
    parts.attestationObject = text(response.attestationObject);
    parts.transports = response.getTransports?.() ?? [];
  } else if (response instanceof AuthenticatorAssertionResponse) {
    parts.authenticatorData = text(response.authenticatorData);
    parts.signature = text(response.signature);
    if (response.userHandle) parts.userHandle = text(response.userHandle);
  }
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    clientExtensionResults: {},
    response: parts,
  };
}

const create = (question: Json) => {
  const user = question.user as { id: string };
  const known = (question.excludeCredentials ?? []) as { id: string; type: 'public-key' }[];
  return navigator.credentials.create({
    publicKey: {
      ...question,
      challenge: bytes(String(question.challenge)),
      user: { ...user, id: bytes(user.id) },
      excludeCredentials: known.map((key) => ({ ...key, id: bytes(key.id) })),
    } as unknown as PublicKeyCredentialCreationOptions,
  });
};

const get = (question: Json) =>
  navigator.credentials.get({
    publicKey: {
      ...question,
      challenge: bytes(String(question.challenge)),
      allowCredentials: [],
    } as unknown as PublicKeyCredentialRequestOptions,
  });

const bytes = (base64url: string): Uint8Array =>
  Uint8Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), (letter) =>
    letter.charCodeAt(0),
  );

const text = (buffer: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
