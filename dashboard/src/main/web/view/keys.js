// Keys that reach a place at once; none while somebody types.
import { byId } from './dom.js';

export function listenToKeys() {
  addEventListener('keydown', (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    if (event.key === 'Escape' && target.id === 'search') target.blur();
    if (target.matches('input, select, textarea') || event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
    if (event.key === '/') focus(event, byId('search'));
    if (event.key === 'a') focus(event, document.querySelector('#alert-list summary'));
    if (event.key === 'g') focus(event, document.querySelector('#grid a[tabindex="0"]'));
  });
}

/**
 * @param {KeyboardEvent} event
 * @param {Element | null} element
 */
function focus(event, element) {
  if (!element) return;
  event.preventDefault();
  /** @type {HTMLElement} */ (element).focus();
}
