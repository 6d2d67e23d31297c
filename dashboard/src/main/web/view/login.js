// The token field, for services that want one.
import { h } from './dom.js';

/**
 * @param {HTMLDialogElement} dialog
 * @param {(token: string) => Promise<void>} logIn
 */
export function askToken(dialog, logIn) {
  const token = /** @type {HTMLInputElement} */ (h('input', { type: 'password', id: 'token', autocomplete: 'current-password', required: true }));
  const said = h('p', { role: 'alert', class: 'said' });
  const form = h('form', {
    onsubmit: (/** @type {Event} */ event) => {
      event.preventDefault();
      logIn(token.value).then(() => dialog.close(), (error) => (said.textContent = error.status === 401 ? 'That token is not known here.' : error.message));
    },
  }, h('h2', { id: 'login-title' }, 'Log in'), h('label', { for: 'token' }, 'Token'), token, said,
  h('p', { class: 'does' }, h('button', {}, 'Log in'), h('button', { type: 'button', onclick: () => dialog.close() }, 'Cancel')));
  dialog.replaceChildren(form);
  if (!dialog.open) dialog.showModal();
  token.focus();
}
