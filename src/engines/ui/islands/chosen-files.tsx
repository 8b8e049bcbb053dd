/** Says which files were chosen, under the button that stands for the browser's own file box. */
export function mount(root: HTMLElement): void {
  const input = root.querySelector<HTMLInputElement>('input[type=file]');
  if (!input) return;
  const said = Object.assign(document.createElement('p'), { className: 'file-chosen' });
  said.setAttribute('role', 'status');
  root.append(said);
  const say = () => {
    const names = [...(input.files ?? [])].map((file) => file.name);
    said.textContent = names.length > 0 ? `Đã chọn: ${names.join(', ')}` : '';
  };
  input.addEventListener('change', say);
  // Coming back to the page, the browser may still hold what was chosen.
  say();
}
