// Acknowledge and silence, for who may.
import { h } from './dom.js';

/**
 * @typedef {{acknowledge: (alert: Alert) => Promise<void>, silence: (matchers: string[], length: string, comment: string) => Promise<void>, end: (id: string) => Promise<void>}} Act
 */

/**
 * @param {Alert} alert
 * @param {string | undefined} acknowledged
 * @param {Act} act
 */
export function actions(alert, acknowledged, act) {
  const said = h('span', { class: 'said', role: 'status' });
  const acknowledge = h('button', { type: 'button', onclick: () => tell(said, act.acknowledge(alert), 'acknowledged') }, 'Acknowledge');
  const length = h('select', { 'aria-label': 'Silence for' }, ['30m', '1h', '4h', '24h'].map((each) => h('option', each === '1h' ? { selected: true } : {}, each)));
  const comment = /** @type {HTMLInputElement} */ (h('input', { 'aria-label': 'Why it is silenced', placeholder: 'why', required: true, maxlength: 200, autocomplete: 'off' }));
  const form = h('form', {
    class: 'silence',
    onsubmit: (/** @type {Event} */ event) => {
      event.preventDefault();
      tell(said, act.silence(matchersOf(alert), /** @type {HTMLSelectElement} */ (length).value, comment.value), 'silenced');
    },
  }, h('button', {}, 'Silence'), length, comment);
  return h('span', { class: 'actions' }, acknowledged ? null : acknowledge, form, said);
}

/**
 * This rule on this series' labels and nothing wider.
 * @param {Alert} alert
 */
export function matchersOf(alert) {
  const labels = ['provider', 'model', 'endpoint', 'region'].filter((name) => alert.labels[name] && alert.labels[name] !== '*');
  return [`alertname=${quote(alert.rule)}`, ...labels.map((name) => `${name}=${quote(alert.labels[name])}`)];
}

/** @param {string} value */
function quote(value) {
  return `"${value.replace(/[\\"]/g, '\\$&')}"`;
}

/**
 * @param {HTMLElement} said
 * @param {Promise<void>} doing
 * @param {string} done
 */
export function tell(said, doing, done) {
  said.textContent = '…';
  doing.then(() => (said.textContent = done), (error) => (said.textContent = `not done: ${error.message}`));
}
