// Acknowledge and silence, for who may.
import { matchersOf } from '../app/silences.js';
import { h } from './dom.js';

const UNDER_WAY = '…';

/**
 * @typedef {{acknowledge: (alert: Alert) => Promise<void>, silence: (matchers: string[], length: string, comment: string) => Promise<void>, end: (id: string) => Promise<void>}} Act
 */

/**
 * @param {Alert} alert
 * @param {boolean} acknowledged
 * @param {boolean} silenced
 * @param {Act} act
 */
export function actions(alert, acknowledged, silenced, act) {
  const said = h('span', { class: 'said', role: 'status' });
  const take = h('button', { type: 'button', onclick: () => tell(said, () => act.acknowledge(alert), 'acknowledged') }, 'Acknowledge');
  const length = h('select', { 'aria-label': 'Silence for' }, ['30m', '1h', '4h', '24h'].map((each) => h('option', each === '1h' ? { selected: true } : {}, each)));
  const comment = /** @type {HTMLInputElement} */ (h('input', { 'aria-label': 'Why it is silenced', placeholder: 'why', required: true, maxlength: 200, autocomplete: 'off' }));
  const form = h('form', {
    class: 'silence',
    onsubmit: (/** @type {Event} */ event) => {
      event.preventDefault();
      tell(said, () => act.silence(matchersOf(alert), /** @type {HTMLSelectElement} */ (length).value, comment.value), 'silenced');
    },
  }, h('button', {}, 'Silence'), length, comment);
  return h('span', { class: 'actions' }, acknowledged ? null : take, silenced ? null : form, said);
}

/**
 * Once at a time: a second click while the first is under way does nothing.
 * @param {HTMLElement} said
 * @param {() => Promise<void>} doing
 * @param {string} done
 */
export function tell(said, doing, done) {
  if (said.textContent === UNDER_WAY) return;
  said.textContent = UNDER_WAY;
  doing().then(() => {
    said.textContent = done;
    said.dataset.done = 'true';
  }, (error) => (said.textContent = `not done: ${error.message}`));
}
