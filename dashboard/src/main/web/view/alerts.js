// What is open, each with its evidence and what can be done about it.
import { when } from '../app/clock.js';
import { list, measured, percent, plain, span } from '../app/format.js';
import { silenceOf } from '../app/silences.js';
import { whose } from '../app/words.js';
import { byId, h, lay, set } from './dom.js';
import { examples } from './example.js';
import { keepFocus } from './focus.js';
import { actions } from './actions.js';

const SHOWN = new Set(['firing', 'recovering', 'no_data', 'error', 'pending']);
const ORDER = ['critical', 'error', 'warning', 'info'];

/** @type {Map<string, {element: HTMLElement, of: string, age: HTMLElement, alert: Alert}>} */
const cards = new Map();

/**
 * @param {PageState} state
 * @param {number} now
 * @param {{open: (key: string) => void, act: import('./actions.js').Act}} on
 */
export function updateAlerts(state, now, on) {
  const alerts = [...state.alerts.values()].filter((alert) => SHOWN.has(alert.state)).sort((a, b) =>
    Number(a.state === 'pending') - Number(b.state === 'pending') || ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity) || a.pending_since - b.pending_since);
  set(byId('alerts'), 'hidden', alerts.length === 0 && state.silences.length === 0);
  for (const id of cards.keys()) if (!state.alerts.has(id)) cards.delete(id);
  /** @type {(() => void)[]} */
  const refocus = [];
  lay(byId('alert-list'), alerts.map((alert) => {
    const silence = silenceOf(state.silences, alert, now);
    const of = JSON.stringify([alert, silence, state.acknowledged.get(alert.alert_id), state.session.may_act, state.session.actions, when(0, now)]);
    let card = cards.get(alert.alert_id);
    if (!card || (card.of !== of && !isBeingFilledIn(card.element))) {
      const open = card?.element.querySelector('details')?.open ?? false;
      const focus = card && keepFocus(card.element);
      const made = { of, alert, ...make(alert, silence, state, now, on) };
      if (focus) refocus.push(() => focus(made.element));
      card = made;
      set(/** @type {Element} */ (card.element.querySelector('details')), 'open', open);
      cards.set(alert.alert_id, card);
    }
    card.age.textContent = `, ${span(now - alert.pending_since)} ago`;
    return card.element;
  }));
  for (const each of refocus) each();
}

/** @param {Element} card */
function isBeingFilledIn(card) {
  return card.querySelector('form:focus-within') !== null && card.querySelector('.said[data-done]') === null;
}

/**
 * @param {Alert} alert
 * @param {Silence | undefined} silence
 * @param {PageState} state
 * @param {number} now
 * @param {{open: (key: string) => void, act: import('./actions.js').Act}} on
 */
function make(alert, silence, state, now, on) {
  const age = h('span', {});
  const title = alert.annotations.summary || `${alert.rule} ${plain(alert.state)}`;
  const runbook = /^https?:\/\//.test(alert.annotations.runbook_url ?? '') ? alert.annotations.runbook_url : null;
  const acknowledged = state.acknowledged.get(alert.alert_id);
  const key = state.series.has(alert.series) ? alert.series : [...state.series.values()].find((each) => each.alerts.includes(alert.alert_id))?.key;
  const element = h('article', { class: 'alert', 'data-alert': alert.alert_id, 'data-severity': alert.severity, 'data-state': alert.state },
    h('h3', {}, h('span', { class: 'badge' }, `${plain(alert.state)} · ${alert.severity}`), ' ', title),
    h('dl', {},
      fact('Where', where(alert)),
      fact('Since', when(alert.pending_since, now), age, alert.firing_since === null ? ' (not firing yet)' : ''),
      fact('Whose', whose(alert)),
      fact('Measured', figures(alert)),
      mix(alert) ? fact('Errors', mix(alert)) : null,
      alert.provider_status ? fact('Their status page', alert.provider_status) : null,
      acknowledged ? fact('Taken', `by ${acknowledged}`) : null,
      silence ? fact('Silenced', `until ${when(Date.parse(silence.ends_at), now)} by ${silence.author}: ${silence.comment}`) : null),
    alert.flapping ? h('p', { class: 'note' }, 'Flapping: it fired four times within the hour.') : null,
    h('details', {}, h('summary', {}, 'Evidence'),
      h('p', {}, h('code', {}, alert.condition), ` (rule ${alert.rule})`),
      alert.annotations.description ? h('p', {}, alert.annotations.description) : null,
      alert.explanation ? h('p', {}, alert.explanation) : null,
      alert.examples.length > 0 ? examples(alert.examples) : null,
      h('ol', { class: 'story' }, alert.story.map((step) => h('li', {}, `${when(step.at, now)} ${plain(step.state)}: ${plain(step.reason)}${step.value === null ? '' : `, ${measured(step.value, alert.column)}`}`)))),
    h('p', { class: 'does' },
      key ? h('button', { type: 'button', onclick: () => on.open(key) }, 'Charts') : null,
      runbook ? h('a', { href: runbook, rel: 'noreferrer', target: '_blank' }, 'Runbook') : null,
      state.session.actions && state.session.may_act ? actions(alert, Boolean(acknowledged), Boolean(silence), on.act) : null));
  return { element, age };
}

/**
 * @param {string} name
 * @param {...import('./dom.js').Child} value
 */
function fact(name, ...value) {
  return h('div', {}, h('dt', {}, name), h('dd', {}, ...value));
}

/** @param {Alert} alert */
function where(alert) {
  const region = alert.labels.region && alert.labels.region !== '*' ? [alert.labels.region] : [];
  const failing = alert.regions_failing.length > 0 ? alert.regions_failing : region;
  const parts = [failing.length > 0 ? list(failing) : 'all regions'];
  if (alert.regions_healthy.length > 0) parts.push(`healthy in ${list(alert.regions_healthy)}`);
  if (alert.regions_silent.length > 0) parts.push(`no word from ${list(alert.regions_silent)}`);
  return parts.join('; ');
}

/** @param {Alert} alert */
function figures(alert) {
  const name = alert.column === null || alert.column === 'error_rate' ? '' : `${plain(alert.column.replace(/_ms$/, ''))} `;
  const limit = alert.threshold === null ? '' : ` (limit ${measured(alert.threshold, alert.column)})`;
  const basis = alert.failures > 0 ? `${alert.failures} of ${alert.attempts} attempts failed` : `${alert.attempts} attempts, none failed`;
  return `${name}${measured(alert.value, alert.column)}${limit}${alert.attempts > 0 ? `; ${basis}` : ''}`;
}

/** @param {Alert} alert */
function mix(alert) {
  const total = Object.values(alert.errors_by_type).reduce((sum, n) => sum + n, 0);
  return Object.entries(alert.errors_by_type).sort((a, b) => b[1] - a[1]).slice(0, 3).map(([type, n]) => `${plain(type)} ${percent(n / total)}`).join(', ');
}
